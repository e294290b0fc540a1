/** Who sits here, and what their role may do. What a role may not do is shown switched off, with the reason. */
import { signal } from '@preact/signals';
import type { Permission } from '#core/access.ts';
import type { Me } from '../feed/account-api.ts';
import { t } from './preferences.ts';

/** undefined = not asked yet, null = signed out. */
export const me = signal<Me | null | undefined>(undefined);

export function may(permission: Permission): boolean {
  return me.value?.permissions.includes(permission) ?? false;
}

/** True for accounts that are not narrowed: what tells of the whole installation is theirs alone. */
export function isWhole(): boolean {
  return me.value?.regions === null && me.value.enterprises === null;
}

/** For a button: switched off, with the reason, where the role may not. */
export function needs(
  permission: Permission,
  { whole = false } = {},
): { disabled?: true; title?: string } {
  if (!may(permission)) return { disabled: true, title: t('account.mayNot') };
  if (whole && !isWhole()) return { disabled: true, title: t('account.notWhole') };
  return {};
}
