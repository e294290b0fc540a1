/**
 * What the webhook sink counts. The label `endpoint` is the configured id, never an address.
 * Per endpoint: read = queued + filtered + doubled + unreadable + lost, and
 * queued = delivered + dead + waiting (dead letters asked for again count as waiting).
 */
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

export interface WebhookMetrics {
  transitions: Counter<'endpoint' | 'outcome'>;
  attempts: Counter<'endpoint' | 'reason'>;
  attemptSeconds: Histogram<'endpoint'>;
  deliverySeconds: Histogram<'endpoint'>;
  deadLetters: Counter<'endpoint' | 'reason'>;
  waiting: Gauge<'endpoint'>;
  dead: Gauge<'endpoint'>;
  lag: Gauge<'endpoint'>;
  state: Gauge<'endpoint' | 'state'>;
  reportsLost: Counter;
}

export function webhookMetrics(registry: Registry): WebhookMetrics {
  const registers = [registry];
  const labelNames = ['endpoint'] as const;
  return {
    transitions: new Counter({
      name: 'tizheng_webhook_transitions_total',
      help: 'Alert transitions read for an endpoint, by what became of them: queued, filtered, doubled (output seen before), unreadable, lost (removed by retention unread).',
      labelNames: ['endpoint', 'outcome'],
      registers,
    }),
    attempts: new Counter({
      name: 'tizheng_webhook_attempts_total',
      help: 'Attempts to deliver, by how they ended; delivered = an answer of 2xx.',
      labelNames: ['endpoint', 'reason'],
      registers,
    }),
    attemptSeconds: new Histogram({
      name: 'tizheng_webhook_attempt_seconds',
      help: 'From the request to the head of its answer or its failure.',
      labelNames,
      buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30],
      registers,
    }),
    deliverySeconds: new Histogram({
      name: 'tizheng_webhook_delivery_seconds',
      help: 'From reading a transition to its delivery, waits included.',
      labelNames,
      buckets: [0.03, 0.1, 0.3, 1, 2, 10, 60, 600, 3_600, 36_000],
      registers,
    }),
    deadLetters: new Counter({
      name: 'tizheng_webhook_dead_letters_total',
      help: 'Transitions given up, by the reason of the last attempt.',
      labelNames: ['endpoint', 'reason'],
      registers,
    }),
    waiting: new Gauge({
      name: 'tizheng_webhook_waiting',
      help: 'Transitions that wait for an attempt.',
      labelNames,
      registers,
    }),
    dead: new Gauge({
      name: 'tizheng_webhook_dead',
      help: 'Dead letters that can be delivered again.',
      labelNames,
      registers,
    }),
    lag: new Gauge({
      name: 'tizheng_webhook_lag_records',
      help: 'Records of alerts.v1 not read for the endpoint yet.',
      labelNames,
      registers,
    }),
    state: new Gauge({
      name: 'tizheng_webhook_state',
      help: 'One for the state the endpoint is in (healthy, retrying, deaf, disabled), zero for the others.',
      labelNames: ['endpoint', 'state'],
      registers,
    }),
    reportsLost: new Counter({
      name: 'tizheng_webhook_reports_lost_total',
      help: 'Reports of attempts that the log could not take; the deliveries themselves are not concerned.',
      registers,
    }),
  };
}
