/** Signed out: the login form. Signed in: the duty room. */
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { api, whenSignedOut } from '../feed/api.ts';
import { startDutyRoom, stopDutyRoom } from '../state/duty-room.ts';
import { DutyRoom } from './duty-room.tsx';
import { LoginForm } from './login-form.tsx';

/** undefined = not asked yet, null = signed out. */
const user = signal<{ user: string; role: string } | null | undefined>(undefined);

export function App() {
  useEffect(() => {
    whenSignedOut(() => {
      if (user.value) stopDutyRoom();
      user.value = null;
    });
    void refresh();
  }, []);
  if (user.value === undefined) return null;
  if (user.value === null) return <LoginForm onSignedIn={refresh} />;
  return <DutyRoom user={user.value} onSignOut={signOut} />;
}

async function refresh(): Promise<void> {
  try {
    user.value = await api.me();
    startDutyRoom();
  } catch {
    user.value = null;
  }
}

async function signOut(): Promise<void> {
  await api.logout().catch(() => undefined);
  stopDutyRoom();
  user.value = null;
}
