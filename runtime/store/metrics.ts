/** What operators see of the embedded store's process. */
import { Counter, Gauge, type Registry } from 'prom-client';

export interface StoreMetrics {
  up: Gauge;
  restarts: Counter;
}

export function storeMetrics(registry: Registry): StoreMetrics {
  const registers = [registry];
  return {
    up: new Gauge({
      name: 'tizheng_store_up',
      help: 'Whether the embedded store answers (1) or not (0).',
      registers,
    }),
    restarts: new Counter({
      name: 'tizheng_store_restarts_total',
      help: 'How often the store process was started again after it died.',
      registers,
    }),
  };
}
