/** Accounts: the list on the left, one account with what can be done about it on the right. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { formatDateTime } from '../../i18n/translate.ts';
import { me } from '../../state/account.ts';
import {
  changePerson,
  choosePerson,
  endSessions,
  handedOver,
  openPeople,
  people,
  peopleFault,
  person,
  personId,
  resetPassword,
  sessions,
} from '../../state/people.ts';
import { t, word } from '../../state/preferences.ts';
import { Dialog } from '../dialogs.tsx';
import { Session } from './account-dialog.tsx';
import { PersonForm } from './person-form.tsx';
import { scopeText } from './scope-text.ts';

export function PeopleDialog() {
  useEffect(() => {
    void openPeople();
  }, []);
  const chosen = person.value;
  return (
    <Dialog heading={t('people.heading')} wide>
      {peopleFault.value !== null && (
        <p class="fault" role="alert">
          {peopleFault.value}
        </p>
      )}
      {people.value === null && peopleFault.value === null && (
        <p class="quiet">{t('detail.loading')}</p>
      )}
      {people.value !== null && (
        <div class="registry people">
          <List />
          <div class="registry-pane">
            {personId.value === null && <p class="quiet">{t('people.none')}</p>}
            {handedOver.value !== null && (
              <p class="handed-over" role="status">
                {t('people.handedOver', { user: handedOver.value.user })}{' '}
                <output>
                  <code>{handedOver.value.password}</code>
                </output>
              </p>
            )}
            {personId.value !== null && (
              <PersonForm key={`${personId.value}/${chosen?.version ?? 0}`} chosen={chosen} />
            )}
            {chosen !== undefined && <Steps key={chosen.personId} />}
          </div>
        </div>
      )}
    </Dialog>
  );
}

function List() {
  return (
    <div class="registry-list">
      <div class="registry-tools">
        <button type="button" autofocus onClick={() => choosePerson('')}>
          {t('people.new')}
        </button>
      </div>
      <section class="registry-table" aria-label={t('people.heading')}>
        <table>
          <thead>
            <tr>
              <th>{t('login.user')}</th>
              <th>{t('people.name')}</th>
              <th>{t('people.role')}</th>
              <th>{t('people.scope')}</th>
            </tr>
          </thead>
          <tbody>
            {people.value?.map((each) => (
              <tr key={each.personId} class={each.personId === personId.value ? 'chosen' : ''}>
                <td>
                  <button
                    type="button"
                    class="link"
                    aria-pressed={each.personId === personId.value}
                    onClick={() => choosePerson(each.personId)}
                  >
                    {each.user}
                  </button>
                </td>
                <td>{each.name}</td>
                <td>
                  {word('role', each.role)}
                  {each.isEnabled ? '' : ` · ${t('people.disabled')}`}
                </td>
                <td>{scopeText(each)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

/** What is done at once; disabling and a new password are asked for twice, for they end every session. */
function Steps() {
  const asked = useSignal<'disable' | 'password' | null>(null);
  const chosen = person.value;
  if (chosen === undefined) return null;
  const isOwn = chosen.user === me.value?.user;
  const surely = () => {
    const step = asked.value;
    asked.value = null;
    void (step === 'password' ? resetPassword() : changePerson({ isEnabled: false }));
  };
  return (
    <>
      <p class="buttons">
        {asked.value === null ? (
          <>
            {chosen.isEnabled ? (
              <button
                type="button"
                disabled={isOwn}
                {...(isOwn ? { title: t('people.notOwn') } : {})}
                onClick={() => (asked.value = 'disable')}
              >
                {t('people.disable')}
              </button>
            ) : (
              <button type="button" onClick={() => void changePerson({ isEnabled: true })}>
                {t('people.enable')}
              </button>
            )}
            <button type="button" onClick={() => (asked.value = 'password')}>
              {t('people.password')}
            </button>
            <button
              type="button"
              disabled={sessions.value.length === 0}
              onClick={() => void endSessions()}
            >
              {t('people.endSessions')}
            </button>
          </>
        ) : (
          <>
            <button type="button" class="danger" onClick={surely}>
              {t(asked.value === 'password' ? 'people.passwordSurely' : 'people.disableSurely')}
            </button>
            <button type="button" onClick={() => (asked.value = null)}>
              {t('registry.keep')}
            </button>
          </>
        )}
      </p>
      <h3>{t('account.sessions')}</h3>
      {sessions.value.length === 0 && <p class="quiet">{t('people.noSession')}</p>}
      <ul class="plain sessions">
        {sessions.value.map((session) => (
          <li key={session.sessionId}>
            <Session session={session} />
          </li>
        ))}
      </ul>
      <p class="quiet small">
        {t('registry.version', { version: chosen.version, actor: chosen.changedBy || '—' })}{' '}
        {chosen.changedAtMs > 0 && <time>{formatDateTime(chosen.changedAtMs)}</time>}
        {chosen.mustChangePassword && ` · ${t('people.mustChange')}`}
      </p>
    </>
  );
}
