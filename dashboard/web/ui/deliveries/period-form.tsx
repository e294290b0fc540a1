/** From when to when, in Beijing time, and a button that asks for it. */
import type { ComponentChildren, TargetedSubmitEvent } from 'preact';
import { HOUR_MS } from '#core/time.ts';
import { t } from '../../state/preferences.ts';

/** A `datetime-local` field says no zone; ours is always Beijing's. */
const ZONE = '+08:00';

interface Props {
  /** Fields before the period. */
  children?: ComponentChildren;
  action: string;
  isFromNeeded?: boolean;
  isToNeeded?: boolean;
  /** What the fields begin with. */
  initial?: { fromMs: number; toMs?: number };
  onAsk(period: { fromMs: number | undefined; toMs: number | undefined }, data: FormData): void;
}

export function PeriodForm({
  children,
  action,
  isFromNeeded = false,
  isToNeeded = false,
  initial,
  onAsk,
}: Props) {
  function submit(event: TargetedSubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const instant = (name: string) => {
      const text = String(data.get(name));
      return text === '' ? undefined : Date.parse(`${text}${ZONE}`);
    };
    onAsk({ fromMs: instant('from'), toMs: instant('to') }, data);
  }
  return (
    <form class="range" onSubmit={submit}>
      {children}
      <label>
        {t('deliveries.from')}
        <input
          type="datetime-local"
          name="from"
          required={isFromNeeded}
          defaultValue={shown(initial?.fromMs)}
        />
      </label>
      <label>
        {t('deliveries.to')}
        <input
          type="datetime-local"
          name="to"
          required={isToNeeded}
          defaultValue={shown(initial?.toMs)}
        />
      </label>
      <button type="submit" class="primary">
        {action}
      </button>
    </form>
  );
}

/** As the field takes it, to the minute. */
function shown(ms: number | undefined): string {
  return ms === undefined ? '' : new Date(ms + 8 * HOUR_MS).toISOString().slice(0, 16);
}
