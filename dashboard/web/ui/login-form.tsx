import { useSignal } from '@preact/signals';
import type { TargetedSubmitEvent } from 'preact';
import { ApiFault, api } from '../feed/api.ts';
import { language, t } from '../state/preferences.ts';

export function LoginForm({ onSignedIn }: { onSignedIn: () => Promise<void> }) {
  const fault = useSignal('');
  const busy = useSignal(false);

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    busy.value = true;
    fault.value = '';
    try {
      await api.login(String(data.get('user')), String(data.get('password')));
      await onSignedIn();
    } catch (error) {
      const { status, retryAfterS } =
        error instanceof ApiFault ? error : { status: 0, retryAfterS: 0 };
      if (status === 429) fault.value = t('login.wait', { seconds: retryAfterS });
      else fault.value = t(status === 401 ? 'login.wrong' : 'login.unreachable');
    } finally {
      busy.value = false;
    }
  }

  return (
    <main class="login">
      <form class="login-card" aria-label={t('login.heading')} onSubmit={submit}>
        <h1>{t('app.title')}</h1>
        <p class="quiet">{t('app.subtitle')}</p>
        <label>
          {t('login.user')}
          <input name="user" autocomplete="username" autocapitalize="none" required autofocus />
        </label>
        <label>
          {t('login.password')}
          <input name="password" type="password" autocomplete="current-password" required />
        </label>
        <p class="fault" role="alert">
          {fault.value}
        </p>
        <button type="submit" class="primary" disabled={busy.value}>
          {busy.value ? t('login.busy') : t('login.submit')}
        </button>
        <p class="quiet small">{t('login.hint')}</p>
        <button
          type="button"
          class="link"
          aria-label={t('top.languageLabel')}
          onClick={() => {
            language.value = language.value === 'zh' ? 'en' : 'zh';
          }}
        >
          {t('top.language')}
        </button>
      </form>
    </main>
  );
}
