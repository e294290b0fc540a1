/** A ClickHouse server that is not ours to start or stop. */
import type { Store } from '#runtime/store/supervisor.ts';
import { firstLineOf } from './given-secrets.ts';
import type { PlatformSettings } from './settings.ts';

export const isElsewhere = ({ store }: PlatformSettings): boolean => store.url !== '';

export function storeElsewhere({
  store,
}: PlatformSettings): Pick<Store, 'url' | 'username' | 'password' | 'stop' | 'pause'> {
  const { url, username, passwordFile } = store;
  const password = passwordFile === '' ? store.password : firstLineOf(passwordFile);
  return {
    url,
    username,
    password,
    stop: async () => {},
    pause: async () => () => {},
  };
}
