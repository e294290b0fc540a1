/** A new password of one's own. What makes one good is judged by the server; the page only sees that both are the same. */
import { useSignal } from '@preact/signals';
import type { TargetedSubmitEvent } from 'preact';
import { accountApi } from '../../feed/account-api.ts';
import { ApiFault } from '../../feed/api.ts';
import { t } from '../../state/preferences.ts';

export function PasswordForm({ onDone }: { onDone: () => void }) {
  const fault = useSignal('');
  const busy = useSignal(false);
  async function submit(event: TargetedSubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const next = String(data.get('next'));
    if (next !== String(data.get('again'))) {
      fault.value = t('account.differs');
      return;
    }
    busy.value = true;
    fault.value = '';
    try {
      await accountApi.setPassword(String(data.get('current')), next);
      form.reset();
      onDone();
    } catch (error) {
      fault.value = faultOf(error);
    } finally {
      busy.value = false;
    }
  }
  return (
    <form class="password-form" onSubmit={submit}>
      <label>
        {t('account.current')}
        <input name="current" type="password" autocomplete="current-password" required />
      </label>
      <label>
        {t('account.next')}
        <input name="next" type="password" autocomplete="new-password" minLength={12} required />
      </label>
      <label>
        {t('account.again')}
        <input name="again" type="password" autocomplete="new-password" required />
      </label>
      <p class="quiet small">{t('account.passwordRule')}</p>
      <p class="fault" role="alert">
        {fault.value}
      </p>
      <button type="submit" class="primary" disabled={busy.value}>
        {t('account.setPassword')}
      </button>
    </form>
  );
}

function faultOf(error: unknown): string {
  if (!(error instanceof ApiFault)) return t('login.unreachable');
  if (error.status === 403) return t('account.wrong');
  if (error.status === 429) return t('login.wait', { seconds: error.retryAfterS });
  return error.status === 422 ? t('account.weak') : error.message;
}
