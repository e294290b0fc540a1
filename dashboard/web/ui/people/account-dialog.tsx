/** One's own account: what it is for, its password, where it is signed in. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { accountApi, type SessionView } from '../../feed/account-api.ts';
import { formatDateTime } from '../../i18n/translate.ts';
import { me } from '../../state/account.ts';
import { say } from '../../state/detail.ts';
import { t, word } from '../../state/preferences.ts';
import { Dialog } from '../dialogs.tsx';
import { PasswordForm } from './password-form.tsx';
import { scopeText } from './scope-text.ts';

export function AccountDialog({ onSignOut }: { onSignOut: () => Promise<void> }) {
  const sessions = useSignal<SessionView[]>([]);
  const load = () =>
    accountApi.sessions().then(
      (answer) => {
        sessions.value = answer.sessions;
      },
      () => say(t('login.unreachable'), 'bad'),
    );
  useEffect(() => {
    void load();
  }, []);
  const account = me.value;
  if (!account) return null;
  return (
    <Dialog heading={t('account.heading')}>
      <dl class="facts">
        <div>
          <dt>{t('login.user')}</dt>
          <dd>{account.user}</dd>
        </div>
        <div>
          <dt>{t('people.role')}</dt>
          <dd>{word('role', account.role)}</dd>
        </div>
        <div>
          <dt>{t('people.scope')}</dt>
          <dd>{scopeText(account)}</dd>
        </div>
      </dl>
      <h3>{t('account.sessions')}</h3>
      <ul class="plain sessions">
        {sessions.value.map((session) => (
          <li key={session.sessionId}>
            <Session session={session} />{' '}
            <button
              type="button"
              onClick={() =>
                void (session.isThisOne
                  ? onSignOut()
                  : accountApi.endSession(session.sessionId).then(load, load))
              }
            >
              {t('account.end')}
            </button>
          </li>
        ))}
      </ul>
      <h3>{t('account.password')}</h3>
      <PasswordForm
        onDone={() => {
          say(t('account.passwordSet'), 'ok');
          void load();
        }}
      />
    </Dialog>
  );
}

export function Session({ session }: { session: SessionView }) {
  return (
    <span>
      {session.isThisOne && <strong>{t('account.thisOne')} </strong>}
      {t('account.openedFrom', {
        from: session.from,
        at: formatDateTime(session.openedAtMs),
        used: formatDateTime(session.lastUsedMs),
      })}
    </span>
  );
}
