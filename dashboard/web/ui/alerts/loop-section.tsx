/** What was done about an alert by itself: spoken, confirmed, told, and whether the driver reacted. */
import { useEffect } from 'preact/hooks';
import type { LoopStepView } from '../../feed/loop-api.ts';
import type { AlertDetail } from '../../feed/types.ts';
import { formatNumber, formatTime } from '../../i18n/translate.ts';
import { needs } from '../../state/account.ts';
import { loadLoop, loop, showPolicy } from '../../state/loop.ts';
import { t, word } from '../../state/preferences.ts';

/** Steps follow each other within seconds: the panel looks again while it is open. */
const REFRESH_MS = 3_000;

export function LoopSection({ alert }: { alert: AlertDetail }) {
  useEffect(() => {
    void loadLoop(alert.alertId);
    const timer = setInterval(() => void loadLoop(alert.alertId), REFRESH_MS);
    return () => clearInterval(timer);
  }, [alert.alertId]);
  const shown = loop.value;
  if (shown === null || shown.alertId !== alert.alertId || shown.policy === null) return null;
  const { policy, reaction, tookMs, steps } = shown;
  return (
    <section class="loop" aria-label={t('loop.heading')}>
      <h3>{t('loop.heading')}</h3>
      {reaction !== null && (
        <p class={reaction === 'not-reacted' ? 'fault' : ''}>
          <strong>{word('loop.reaction', reaction)}</strong>
          {tookMs !== null && ` · ${t('loop.took', { seconds: formatNumber(tookMs / 1_000) })}`}
        </p>
      )}
      <ol class="plain log">
        {steps.map((step) => (
          <li
            key={`${step.atMs}-${step.kind}-${step.times ?? ''}-${step.level ?? step.what ?? ''}`}
          >
            <time>{formatTime(step.atMs)}</time> <strong>{word('loop.step', step.kind)}</strong>{' '}
            {saidOf(step).join(' · ')}
            {typeof step.text === 'string' && <q>{step.text}</q>}
          </li>
        ))}
      </ol>
      <p>
        <button
          type="button"
          class="link"
          {...needs('rules.read')}
          onClick={() => showPolicy(policy.name)}
        >
          {t('loop.policy', { name: policy.name, version: policy.version })}
        </button>
      </p>
    </section>
  );
}

function saidOf(step: LoopStepView): string[] {
  const {
    kind,
    times,
    level,
    state,
    reason,
    what,
    result,
    because,
    endpoints,
    endpoint,
    untilMs,
    to,
  } = step;
  const told = Array.isArray(endpoints) ? endpoints.join(', ') : endpoint;
  return [
    typeof times === 'number' && t('loop.times', { times }),
    kind === 'skipped' && word('loop.what', String(what)),
    typeof level === 'string' && word('loop.level', level),
    typeof state === 'string' && word('loop.state', state),
    typeof reason === 'string' && word('loop.reason', reason),
    because === 'deaf' && t('loop.becauseDeaf'),
    String(because).startsWith('escalated') && t('loop.becauseEscalated'),
    typeof to === 'string' && `→ ${word('escalation', to)}`,
    typeof result === 'string' && word('loop.reaction', result),
    typeof told === 'string' && told,
    typeof untilMs === 'number' && t('loop.until', { time: formatTime(untilMs) }),
  ].filter((text) => typeof text === 'string' && text !== '') as string[];
}
