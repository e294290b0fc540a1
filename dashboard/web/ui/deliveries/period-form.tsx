/** From when to when, in Beijing time, and a button that asks for it. */
import type { ComponentChildren, TargetedSubmitEvent } from 'preact';
import { t } from '../../state/preferences.ts';

/** A `datetime-local` field says no zone; ours is always Beijing's. */
const ZONE = '+08:00';

interface Props {
  /** Fields before the period. */
  children?: ComponentChildren;
  action: string;
  isFromNeeded?: boolean;
  onAsk(period: { fromMs: number | undefined; toMs: number | undefined }, data: FormData): void;
}

export function PeriodForm({ children, action, isFromNeeded = false, onAsk }: Props) {
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
        <input type="datetime-local" name="from" required={isFromNeeded} />
      </label>
      <label>
        {t('deliveries.to')}
        <input type="datetime-local" name="to" />
      </label>
      <button type="submit" class="primary">
        {action}
      </button>
    </form>
  );
}
