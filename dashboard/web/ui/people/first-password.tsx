/** After signing in with a password that was handed over: nothing but setting one of one's own. */
import { t } from '../../state/preferences.ts';
import { PasswordForm } from './password-form.tsx';

export function FirstPassword(props: {
  onDone: () => Promise<void>;
  onSignOut: () => Promise<void>;
}) {
  return (
    <main class="login">
      <section class="login-card" aria-label={t('account.firstHeading')}>
        <h1>{t('account.firstHeading')}</h1>
        <p>{t('account.firstHint')}</p>
        <PasswordForm onDone={() => void props.onDone()} />
        <button type="button" class="link" onClick={() => void props.onSignOut()}>
          {t('top.signOut')}
        </button>
      </section>
    </main>
  );
}
