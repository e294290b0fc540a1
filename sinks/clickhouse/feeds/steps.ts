/** alert-steps.v1 → dw.alert_steps: what was done about alerts without a person, and whether drivers reacted. */
import type { LoopStep } from '#core/loop/step.ts';
import { TOPICS } from '#core/topics.ts';
import { decodeLoopStep } from '#proto/codec/step.ts';
import type { Feed } from '../feed.ts';

export const stepsFeed: Feed = {
  topic: TOPICS.alertSteps,
  targets: [
    {
      table: 'dw.alert_steps',
      columns: [
        'at',
        'alert_id',
        'step_id',
        'subject',
        'alert_type',
        'kind',
        'level',
        'result',
        'took_ms',
        'body',
        'precedence',
        'log_offset',
      ],
    },
  ],
  write({ value, offset }, _, [rows]) {
    const step = decodeLoopStep(value);
    const r = rows!;
    r.begin();
    r.time(step.atMs);
    r.fixed(step.alertId, 32);
    r.fixed(step.stepId, 32);
    r.key(step.subjectKey);
    r.text(step.alertType);
    r.text(step.kind);
    r.text('level' in step ? (step.level ?? '') : '');
    r.text(resultOf(step));
    r.i32OrNull(step.kind === 'reaction' ? step.tookMs : null);
    r.text(bodyOf(step));
    // The first record of a step counts: FINAL keeps the highest.
    r.i64(Number.MAX_SAFE_INTEGER - offset);
    r.i64(offset);
    r.end();
    return true;
  },
};

function resultOf(step: LoopStep): string {
  if (step.kind === 'reaction') return step.result;
  if (step.kind === 'heard' || step.kind === 'ended') return step.state;
  return step.kind === 'skipped' || step.kind === 'held' ? step.reason : '';
}

/** Alert and policy stand in tables and topics of their own. */
function bodyOf(step: LoopStep): string {
  const { stepId: _, alertId: __, subjectKey: ___, alertType: ____, atMs: _____, ...body } = step;
  return JSON.stringify(body, (key, value: unknown) =>
    key === 'alert' || key === 'policy' ? undefined : value,
  );
}
