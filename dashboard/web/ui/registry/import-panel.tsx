/** A file into the registry: checked first, written when the person has seen the report. */
import { useState } from 'preact/hooks';
import type { ImportReport, ImportState } from '../../feed/registry-api.ts';
import { formatNumber } from '../../i18n/translate.ts';
import { language, t, word } from '../../state/preferences.ts';
import { importFile, kindNow, kinds, running } from '../../state/registry.ts';

const FAULTS_SHOWN = 200;

export function ImportPanel() {
  const [file, setFile] = useState<File | null>(null);
  const [reason, setReason] = useState('');
  const [isSkipping, setSkipping] = useState(false);
  const [isChecked, setChecked] = useState(false);
  const state = running.value;
  const isBusy = state?.state === 'running';
  async function go(isDryRun: boolean): Promise<void> {
    if (file === null) return;
    await importFile(file, { isDryRun, isSkipping, reason });
    setChecked(isDryRun);
  }
  const canWrite =
    isChecked && state?.state === 'done' && (isSkipping || state.report?.faulty === 0);
  return (
    <div class="registry-import">
      <h3>{t('registry.import')}</h3>
      <p class="quiet">
        {t('registry.importHint', { list: kindNow()?.names[language.value] ?? '' })}
      </p>
      <label>
        {t('registry.file')}
        <input
          type="file"
          accept=".csv,.txt,.tsv,.json,.geojson"
          onChange={(event) => {
            setFile(event.currentTarget.files?.[0] ?? null);
            setChecked(false);
            running.value = null;
          }}
        />
      </label>
      <label>
        {t('registry.reason')}
        <input
          value={reason}
          maxLength={500}
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </label>
      <label class="radio">
        <input
          type="checkbox"
          checked={isSkipping}
          onChange={(event) => setSkipping(event.currentTarget.checked)}
        />
        {t('registry.skipFaulty')}
      </label>
      <div class="registry-save">
        <button
          type="button"
          class={canWrite ? '' : 'primary'}
          disabled={file === null || isBusy}
          onClick={() => void go(true)}
        >
          {t('registry.check')}
        </button>
        <button
          type="button"
          class={canWrite ? 'primary' : ''}
          disabled={!canWrite || isBusy}
          onClick={() => void go(false)}
        >
          {t('registry.write')}
        </button>
      </div>
      {state !== null && <Progress state={state} />}
      {state?.report && <Report report={state.report} />}
    </div>
  );
}

function Progress({ state }: { state: ImportState }) {
  if (state.state === 'failed')
    return (
      <p class="fault" role="alert">
        {state.detail}
      </p>
    );
  if (state.state === 'done') return null;
  const { phase, rows, total } = state.progress;
  return (
    <p role="status">
      {word('registry.phase', phase)} {formatNumber(rows)}
      {total === null ? '' : ` / ${formatNumber(total)}`}
    </p>
  );
}

function Report({ report }: { report: ImportReport }) {
  const { rows, created, changed, unchanged, faulty } = report;
  return (
    <section aria-label={t('registry.report')}>
      <p role="status">
        <strong>{t(report.isWritten ? 'registry.written' : 'registry.notWritten')}</strong>{' '}
        {t('registry.counts', { rows, created, changed, unchanged, faulty })}
      </p>
      {report.notes.map((note) => (
        <p key={note} class="quiet">
          {note}
        </p>
      ))}
      {report.faults.length > 0 && (
        <div class="registry-table">
          <table>
            <thead>
              <tr>
                <th>{t('registry.list')}</th>
                <th>{t('registry.row')}</th>
                <th>{t('registry.field')}</th>
                <th>{t('registry.value')}</th>
                <th>{t('registry.faultHeading')}</th>
              </tr>
            </thead>
            <tbody>
              {report.faults.slice(0, FAULTS_SHOWN).map((fault) => (
                <tr key={`${fault.list}/${fault.row}/${fault.field}/${fault.code}`}>
                  <td>{listLabel(fault.list)}</td>
                  <td>{fault.row}</td>
                  <td>{fieldLabel(fault.list, fault.field)}</td>
                  <td>{fault.value ?? '—'}</td>
                  <td title={fault.message}>{word('registry.fault', fault.code)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {report.faultsTotal > FAULTS_SHOWN && (
        <p class="quiet">{t('registry.moreFaults', { count: report.faultsTotal })}</p>
      )}
    </section>
  );
}

const kindOf = (list: string) => kinds.value?.find((kind) => kind.list === list);
const listLabel = (list: string) => kindOf(list)?.names[language.value] ?? list;

function fieldLabel(list: string, field: string): string {
  const [first = '', ...rest] = field.split('.');
  const known = kindOf(list)?.fields.find(({ name }) => name === first);
  return [known?.label[language.value] ?? first, ...rest].join(' · ') || t('registry.wholeRow');
}
