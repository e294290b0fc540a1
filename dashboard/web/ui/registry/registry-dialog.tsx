/** The registry: a list to search on the left, one entity, its history or an import on the right. */
import { useEffect } from 'preact/hooks';
import { formatDateTime, formatNumber } from '../../i18n/translate.ts';
import { language, t } from '../../state/preferences.ts';
import {
  choose,
  chooseList,
  chosen,
  kindNow,
  kinds,
  listName,
  openRegistry,
  page,
  pane,
  registryFault,
  search,
  searchText,
  showHistory,
} from '../../state/registry.ts';
import { Dialog } from '../dialogs.tsx';
import { EntityForm, shownValue } from './entity-form.tsx';
import { EntityHistory } from './entity-history.tsx';
import { ImportPanel } from './import-panel.tsx';

const SEARCH_WAIT_MS = 250;
let waiting: ReturnType<typeof setTimeout> | undefined;

export function RegistryDialog({ mayWrite }: { mayWrite: boolean }) {
  useEffect(() => {
    void openRegistry();
  }, []);
  const kind = kindNow();
  return (
    <Dialog heading={t('registry.heading')} wide>
      {registryFault.value !== null && (
        <p class="fault" role="alert">
          {registryFault.value}
        </p>
      )}
      {!kind && registryFault.value === null && <p class="quiet">{t('detail.loading')}</p>}
      {kind && (
        <div class="registry">
          <div class="registry-list">
            <div class="registry-tools">
              <label>
                {t('registry.list')}
                <select
                  value={listName.value}
                  onChange={(event) => void chooseList(event.currentTarget.value)}
                >
                  {kinds.value?.map(({ list, names, count }) => (
                    <option key={list} value={list}>
                      {names[language.value]} ({formatNumber(count)})
                    </option>
                  ))}
                </select>
              </label>
              <label>
                {t('registry.search')}
                <input
                  type="search"
                  autofocus
                  value={searchText.value}
                  onInput={(event) => {
                    searchText.value = event.currentTarget.value;
                    clearTimeout(waiting);
                    waiting = setTimeout(() => void search(), SEARCH_WAIT_MS);
                  }}
                />
              </label>
              {mayWrite && (
                <>
                  <button type="button" onClick={() => choose(null)}>
                    {t('registry.new')}
                  </button>
                  <button type="button" onClick={() => (pane.value = 'import')}>
                    {t('registry.import')}
                  </button>
                </>
              )}
            </div>
            <Rows />
          </div>
          <div class="registry-pane">
            {pane.value === 'none' && <p class="quiet">{t('registry.none')}</p>}
            {(pane.value === 'form' || pane.value === 'history') && <Tabs />}
            {pane.value === 'form' && (
              <EntityForm
                key={`${listName.value}/${chosen.value?.key}/${chosen.value?.version}`}
                kind={kind}
                mayWrite={mayWrite}
              />
            )}
            {pane.value === 'history' && <EntityHistory kind={kind} />}
            {pane.value === 'import' && <ImportPanel />}
          </div>
        </div>
      )}
    </Dialog>
  );
}

function Tabs() {
  const entity = chosen.value;
  if (entity === null) return <h3>{t('registry.newHeading')}</h3>;
  return (
    <div class="registry-tabs">
      <button
        type="button"
        aria-pressed={pane.value === 'form'}
        onClick={() => (pane.value = 'form')}
      >
        {t('registry.fields')}
      </button>
      <button
        type="button"
        aria-pressed={pane.value === 'history'}
        onClick={() => void showHistory()}
      >
        {t('registry.history')}
      </button>
      <span class="quiet">
        {t('registry.version', { version: entity.version, actor: entity.actor })}{' '}
        <time>{formatDateTime(entity.changedAtMs)}</time>
      </span>
    </div>
  );
}

function Rows() {
  const kind = kindNow();
  const shown = page.value;
  if (!kind || !shown) return <p class="quiet">{t('detail.loading')}</p>;
  const labels = new Map(kind.fields.map(({ name, label }) => [name, label[language.value]]));
  return (
    <>
      <p class="quiet" role="status">
        {t('registry.count', { shown: shown.items.length, total: formatNumber(shown.total) })}
      </p>
      <section
        class="registry-table"
        aria-label={kind.names[language.value]}
        ref={(element) => {
          if (element) element.onkeydown = walkRows;
        }}
      >
        <table>
          <thead>
            <tr>
              {kind.columns.map((column) => (
                <th key={column}>{labels.get(column)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.items.map((entity) => (
              <tr key={entity.key} class={entity.key === chosen.value?.key ? 'chosen' : ''}>
                {kind.columns.map((column, at) => (
                  <td key={column}>
                    {at === 0 ? (
                      <button
                        type="button"
                        class="link"
                        aria-pressed={entity.key === chosen.value?.key}
                        onClick={() => choose(entity)}
                      >
                        {shownValue(column, entity.item[column])}
                      </button>
                    ) : (
                      shownValue(column, entity.item[column])
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {shown.total === 0 && <p class="quiet">{t('registry.empty')}</p>}
      </section>
      {shown.next !== null && (
        <button type="button" onClick={() => void search(true)}>
          {t('registry.more')}
        </button>
      )}
    </>
  );
}

/** Arrows go from row to row. */
function walkRows(event: KeyboardEvent): void {
  const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (by === 0) return;
  const buttons = [...document.querySelectorAll<HTMLButtonElement>('.registry-table tbody button')];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  buttons[Math.max(0, Math.min(buttons.length - 1, at + by))]?.focus();
  event.preventDefault();
}
