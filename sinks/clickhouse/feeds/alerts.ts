/** alerts.v1 → dw.alerts (newest transition wins) and dw.alert_transitions (all); alert-actions.v1 → dw.alert_actions. */
import { TOPICS } from '#core/topics.ts';
import { decodeAlertAction, decodeAlertTransition } from '#proto/codec/alert.ts';
import type { Feed } from '../feed.ts';

/** Numbers of one epoch stay below this: at 100,000 alerts a second, for four months. */
const NUMBERS_PER_EPOCH = 2n ** 40n;

export const alertsFeed: Feed = {
  topic: TOPICS.alerts,
  targets: [
    {
      table: 'dw.alerts',
      columns: [
        'alert_id',
        'version',
        'type',
        'rule_version',
        'subject',
        'driver',
        'severity',
        'state',
        'change',
        'corrected',
        'late',
        'opened_at',
        'raised_at',
        'closed_at',
        'measured',
        'limit_value',
        'unit',
        'latitude',
        'longitude',
        'task',
        'body',
      ],
    },
    {
      table: 'dw.alert_transitions',
      columns: ['alert_id', 'version', 'task', 'change', 'subject', 'opened_at', 'body'],
    },
  ],
  write(record, { seen }, [rows, transitions]) {
    const transition = decodeAlertTransition(record.value);
    if (!seen.admit(transition.epoch, transition.number)) return false;
    const { alert } = transition;
    const version = BigInt(transition.epoch) * NUMBERS_PER_EPOCH + BigInt(transition.number);
    const body = JSON.stringify(alert);
    const t = transitions!;
    t.begin();
    t.fixed(alert.alertId, 32);
    t.u64(version);
    t.text(transition.task);
    t.text(transition.change);
    t.key(alert.subjectKey);
    t.time(alert.openedAtMs);
    t.text(body);
    t.end();
    const r = rows!;
    r.begin();
    r.fixed(alert.alertId, 32);
    r.u64(version);
    r.text(alert.type);
    r.u32(alert.ruleVersion);
    r.key(alert.subjectKey);
    r.keyOrNull(alert.driverKey);
    r.text(alert.severity);
    r.text(alert.state);
    r.text(transition.change);
    r.u8(alert.corrected ? 1 : 0);
    r.u8(alert.late ? 1 : 0);
    r.time(alert.openedAtMs);
    r.time(alert.raisedAtMs);
    r.timeOrNull(alert.closedAtMs);
    r.f64OrNull(alert.measured);
    r.f64OrNull(alert.limit);
    r.text(alert.unit);
    r.i32OrNull(alert.latitudeDeg === null ? null : alert.latitudeDeg * 1e7);
    r.i32OrNull(alert.longitudeDeg === null ? null : alert.longitudeDeg * 1e7);
    r.text(transition.task);
    r.text(body);
    r.end();
    return true;
  },
};

export const alertActionsFeed: Feed = {
  topic: TOPICS.alertActions,
  targets: [
    {
      table: 'dw.alert_actions',
      columns: [
        'alert_id',
        'at',
        'actor',
        'action',
        'base_version',
        'outcome',
        'cause',
        'note',
        'until',
        'disposition',
        'assignee',
        'duplicate_of',
        'handed_to',
        'level',
        'urgency',
        'result',
        'action_id',
        'log_partition',
        'log_offset',
      ],
    },
  ],
  write(record, { partition }, [rows]) {
    const action = decodeAlertAction(record.value);
    const r = rows!;
    r.begin();
    r.fixed(action.alertId, 32);
    r.time(action.atMs);
    r.text(action.actor);
    r.text(action.action);
    r.u32(action.baseVersion);
    r.textOrNull(action.outcome);
    r.textOrNull(action.cause);
    r.textOrNull(action.note);
    r.timeOrNull(action.untilMs);
    r.textOrNull(action.disposition ?? null);
    r.textOrNull(action.assignee ?? null);
    r.textOrNull(action.duplicateOf ?? null);
    r.textOrNull(action.handedTo ?? null);
    r.textOrNull(action.level ?? null);
    r.textOrNull(action.urgency ?? null);
    r.textOrNull(action.result ?? null);
    r.textOrNull(action.actionId ?? null);
    r.u16(partition);
    r.i64(record.offset);
    r.end();
    return true;
  },
};
