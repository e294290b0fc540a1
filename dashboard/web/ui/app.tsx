/** Signed out: the login form. Signed in: the duty room. */
import { useEffect } from 'preact/hooks';
import { accountApi } from '../feed/account-api.ts';
import { api, whenSignedOut } from '../feed/api.ts';
import { me } from '../state/account.ts';
import { startDutyRoom, stopDutyRoom } from '../state/duty-room.ts';
import { DutyRoom } from './duty-room.tsx';
import { LoginForm } from './login-form.tsx';
import { FirstPassword } from './people/first-password.tsx';

export function App() {
  useEffect(() => {
    whenSignedOut(() => {
      if (me.value) stopDutyRoom();
      me.value = null;
    });
    void refresh();
  }, []);
  const account = me.value;
  if (account === undefined) return null;
  if (account === null) return <LoginForm onSignedIn={refresh} />;
  if (account.mustChangePassword) return <FirstPassword onDone={refresh} onSignOut={signOut} />;
  return <DutyRoom user={account} onSignOut={signOut} />;
}

async function refresh(): Promise<void> {
  try {
    const account = await accountApi.me();
    me.value = account;
    // With a password that was handed over nothing else is answered.
    if (!account.mustChangePassword) startDutyRoom();
  } catch {
    me.value = null;
  }
}

async function signOut(): Promise<void> {
  await api.logout().catch(() => undefined);
  stopDutyRoom();
  me.value = null;
}
