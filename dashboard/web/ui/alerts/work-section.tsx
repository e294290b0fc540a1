/** What people make of the alert that is looked at: their buttons, a supervision, repeats, and who did what when. */
import type { ActionEntry, ActionName, AlertDetail, NextTelling } from '../../feed/types.ts';
import { formatDateTime, formatTime } from '../../i18n/translate.ts';
import { needs } from '../../state/account.ts';
import {
  begin,
  coded,
  isAllowed,
  isOffered,
  life,
  mergeRepeats,
  repeats,
} from '../../state/alert-life.ts';
import { speakToAlert } from '../../state/commands.ts';
import { secondMs, selectAlert, serverNowMs } from '../../state/duty-room.ts';
import { t, word } from '../../state/preferences.ts';

/** In the order in which they are mostly needed. */
const BUTTONS: readonly ActionName[] = [
  'acknowledge',
  'handle',
  'reply',
  'close',
  'reopen',
  'unshelve',
  'unsuppress',
  'assign',
  'give-back',
  'comment',
  'escalate',
  'shelve',
  'suppress',
  'supervise',
];

export function Actions({ alert }: { alert: AlertDetail }) {
  const offered = BUTTONS.filter((action) => isOffered(alert, action));
  return (
    <p class="buttons">
      {offered.map((action) => (
        <button
          key={action}
          type="button"
          class={action === 'acknowledge' || action === 'reply' ? 'primary' : ''}
          onClick={() => begin(alert, action)}
        >
          {word('action', action)}
        </button>
      ))}
      <button type="button" {...needs('commands.send')} onClick={() => speakToAlert(alert)}>
        {t('send.open')}
      </button>
    </p>
  );
}

/** Deadlines that run, a supervision with its words, and where a closed alert went. */
export function Standing({ alert }: { alert: AlertDetail }) {
  secondMs.value;
  const nowMs = serverNowMs();
  const deadlines = [
    ['life.acknowledgeBy', alert.acknowledgeByMs],
    ['life.handleBy', alert.handleByMs],
  ] as const;
  const { supervision, supervisionWords: words } = alert;
  return (
    <>
      {deadlines.map(
        ([label, byMs]) =>
          byMs !== null && (
            <p key={label} class={byMs <= nowMs ? 'deadline overdue' : 'deadline'}>
              {t(label)} <time>{formatDateTime(byMs)}</time>
              {byMs <= nowMs && <strong> {word('attention', 'overdue')}</strong>}
            </p>
          ),
      )}
      {alert.nextTelling !== null && alert.nextTelling.atMs > nowMs - DONE_WITHIN_MS && (
        <p class="deadline">
          {t('life.next', {
            time: formatDateTime(alert.nextTelling.atMs),
            level: word('loop.level', alert.nextTelling.level),
            how: howTold(alert.nextTelling),
          })}
        </p>
      )}
      {alert.hiddenUntilMs !== null && (
        <p class="deadline">
          {t('life.hiddenUntil', { time: formatDateTime(alert.hiddenUntilMs) })}
        </p>
      )}
      {alert.duplicateOf !== null && (
        <p>
          <button type="button" class="link" onClick={() => selectAlert(alert.duplicateOf)}>
            {t('life.duplicateOf')}
          </button>
        </p>
      )}
      {supervision !== null && (
        <section class={`supervision ${isLate(alert.superviseByMs, nowMs) ? 'overdue' : ''}`}>
          <h3>
            {t('life.supervision')} · {word('urgency', supervision.urgency)}
          </h3>
          <q>{words?.instruction}</q>
          <p>
            {t('life.superviseBy', {
              who: supervision.by,
              time: formatDateTime(supervision.deadlineMs),
            })}
            {isLate(alert.superviseByMs, nowMs) && <strong> {word('attention', 'overdue')}</strong>}
          </p>
          {words?.reply && (
            <p>
              {t('life.replied', { who: words.reply.by, time: formatTime(words.reply.atMs) })}{' '}
              <strong>{word('result', words.reply.result)}</strong>
              <q>{words.reply.note}</q>
            </p>
          )}
        </section>
      )}
    </>
  );
}

/** Others of the same vehicle and type; one click closes them as repeats of this one. */
export function Repeats({ alert }: { alert: AlertDetail }) {
  const others = repeats.value;
  if (others.length === 0) return null;
  return (
    <section>
      <h3>{t('life.repeats', { count: others.length })}</h3>
      <ul class="plain evidence">
        {others.slice(0, SHOWN_MAX).map(({ alertId, raisedAtMs, work }) => (
          <li key={alertId}>
            <button type="button" class="link" onClick={() => selectAlert(alertId)}>
              <time>{formatDateTime(raisedAtMs)}</time> {word('work', work)}
            </button>
          </li>
        ))}
      </ul>
      {isAllowed('close') && (
        <p>
          <button type="button" onClick={() => void mergeRepeats(alert)}>
            {t('life.merge')}
          </button>
        </p>
      )}
    </section>
  );
}
const SHOWN_MAX = 10;

export function Timeline({ actions }: { actions: readonly ActionEntry[] }) {
  if (actions.length === 0) return <p class="quiet">{t('detail.logNone')}</p>;
  return (
    <ol class="plain log">
      {actions.map((entry) => (
        <li key={`${entry.atMs}-${entry.baseVersion}-${entry.action}-${entry.level ?? ''}`}>
          <time>{formatDateTime(entry.atMs)}</time>{' '}
          <strong>{entry.actionId === undefined ? entry.actor : t('life.platform')}</strong>{' '}
          {[word('action', entry.action), ...saidOf(entry)].join(' · ')}
          {entry.note && <q>{entry.note}</q>}
        </li>
      ))}
    </ol>
  );
}

function saidOf(entry: ActionEntry): string[] {
  const { outcome, cause, disposition, handedTo, assignee, level, urgency, result } = entry;
  const untilMs = entry.untilMs ?? null;
  return [
    assignee && `→ ${assignee}`,
    level && `→ ${word('escalation', level)}`,
    outcome && word('outcome', outcome),
    cause && word('cause', cause),
    disposition && coded(life.value?.dispositions, disposition),
    handedTo && coded(life.value?.receivers, handedTo),
    urgency && word('urgency', urgency),
    result && word('result', result),
    untilMs !== null && t('life.until', { time: formatDateTime(untilMs) }),
  ].filter((text) => typeof text === 'string' && text !== '') as string[];
}

/** What was due before has been done, waits for a rate, or is so old that it is left to people. */
const DONE_WITHIN_MS = 60_000;

function howTold({ isRaised, isNotified }: NextTelling): string {
  if (isRaised && isNotified) return t('life.nextBoth');
  return isRaised ? t('life.nextRaised') : t('life.nextNotified');
}

function isLate(byMs: number | null, nowMs: number): boolean {
  return byMs !== null && byMs <= nowMs;
}
