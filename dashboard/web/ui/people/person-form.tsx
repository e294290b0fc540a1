/** An account as a form: who, role, scope. */
import { useSignal } from '@preact/signals';
import type { TargetedSubmitEvent } from 'preact';
import { ROLES, type Role } from '#core/access.ts';
import type { PersonView, PersonWish } from '../../feed/account-api.ts';
import { me } from '../../state/account.ts';
import { changePerson, createPerson } from '../../state/people.ts';
import { t, word } from '../../state/preferences.ts';

export function PersonForm({ chosen }: { chosen: PersonView | undefined }) {
  const role = useSignal<Role>(chosen?.role ?? 'dispatcher');
  const isOwn = chosen !== undefined && chosen.user === me.value?.user;
  function submit(event: TargetedSubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const wish: PersonWish = {
      name: String(data.get('name')).trim(),
      role: role.value,
      regions: listOf(data.get('regions')),
      enterprises: listOf(data.get('enterprises')),
      isWall: role.value === 'viewer' && data.get('isWall') !== null,
    };
    if (chosen === undefined) void createPerson(String(data.get('user')).trim(), wish);
    else void changePerson(wish);
  }
  return (
    <form class="registry-form" onSubmit={submit}>
      <div class="registry-fields">
        <label class="registry-field">
          {t('login.user')}
          <input
            name="user"
            required
            pattern="[a-z][a-z0-9._\-]{1,31}"
            title={t('people.userRule')}
            autocapitalize="none"
            autocomplete="off"
            disabled={chosen !== undefined}
            defaultValue={chosen?.user ?? ''}
          />
        </label>
        <label class="registry-field">
          {t('people.name')}
          <input name="name" required maxLength={100} defaultValue={chosen?.name ?? ''} />
        </label>
        <label class="registry-field">
          {t('people.role')}
          <select
            value={role.value}
            disabled={isOwn}
            {...(isOwn ? { title: t('people.notOwn') } : {})}
            onChange={(event) => {
              role.value = event.currentTarget.value as Role;
            }}
          >
            {ROLES.map((each) => (
              <option key={each} value={each}>
                {word('role', each)}
              </option>
            ))}
          </select>
        </label>
        {role.value === 'viewer' && (
          <label class="radio">
            <input type="checkbox" name="isWall" defaultChecked={chosen?.isWall ?? false} />
            {t('people.isWall')}
          </label>
        )}
        <label class="registry-field broad">
          {t('people.regions')}
          <input
            name="regions"
            placeholder={t('people.all')}
            autocomplete="off"
            defaultValue={(chosen?.regions ?? []).join(', ')}
          />
        </label>
        <label class="registry-field broad">
          {t('people.enterprises')}
          <input
            name="enterprises"
            placeholder={t('people.all')}
            autocomplete="off"
            required={role.value === 'enterprise'}
            defaultValue={(chosen?.enterprises ?? []).join(', ')}
          />
        </label>
      </div>
      <p class="quiet small">{t('people.scopeHint')}</p>
      <div class="registry-save">
        <button type="submit" class="primary">
          {t(chosen === undefined ? 'people.create' : 'registry.save')}
        </button>
      </div>
    </form>
  );
}

/** Nothing written = all. */
function listOf(given: FormDataEntryValue | null): string[] | null {
  const list = String(given ?? '')
    .split(/[,，;；、\s]+/)
    .filter((each) => each !== '');
  return list.length === 0 ? null : list;
}
