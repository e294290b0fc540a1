/** What the closed loop counts. Labels are closed lists; alert types are those of policies. */
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

export interface LoopMetrics {
  steps: Counter<'kind'>;
  skipped: Counter<'what' | 'reason'>;
  reactions: Counter<'type' | 'result'>;
  reactionSeconds: Histogram;
  unreadable: Counter<'topic'>;
  forgotten: Counter;
  open: Gauge;
  lag: Gauge;
}

export function loopMetrics(registry: Registry): LoopMetrics {
  const registers = [registry];
  return {
    steps: new Counter({
      name: 'tizheng_loop_steps_total',
      help: 'Steps taken about alerts without a person, by kind; each is counted when it comes back from the log.',
      labelNames: ['kind'],
      registers,
    }),
    skipped: new Counter({
      name: 'tizheng_loop_skipped_total',
      help: 'Warnings, confirmations and notices that were planned and not done, by reason.',
      labelNames: ['what', 'reason'],
      registers,
    }),
    reactions: new Counter({
      name: 'tizheng_loop_reactions_total',
      help: 'Alerts with a spoken warning, by what the driver made of it: reacted, not-reacted, before (it was over when the warning was heard), unheard.',
      labelNames: ['type', 'result'],
      registers,
    }),
    reactionSeconds: new Histogram({
      name: 'tizheng_loop_reaction_seconds',
      help: 'From the first warning that was heard to the end of the episode, of drivers who reacted.',
      buckets: [5, 10, 20, 30, 60, 120, 300, 600, 1_800],
      registers,
    }),
    unreadable: new Counter({
      name: 'tizheng_loop_unreadable_total',
      help: 'Records the loop passed over because they could not be read.',
      labelNames: ['topic'],
      registers,
    }),
    forgotten: new Counter({
      name: 'tizheng_loop_forgotten_total',
      help: 'Alerts that left the loop before they were done with, because there were too many.',
      registers,
    }),
    open: new Gauge({
      name: 'tizheng_loop_alerts',
      help: 'Alerts the loop holds: with steps to come, or over for less than a day.',
      registers,
    }),
    lag: new Gauge({
      name: 'tizheng_loop_lag_records',
      help: 'Records the loop has not read yet.',
      registers,
    }),
  };
}
