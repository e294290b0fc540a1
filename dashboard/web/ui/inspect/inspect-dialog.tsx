/** A frame byte by byte: pasted, from an alert's evidence, or from the quarantine. */
import type { TargetedSubmitEvent } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Inspection, InspectionRow, QuarantinedRecord } from '../../feed/types.ts';
import { formatDateTime } from '../../i18n/translate.ts';
import {
  inspectBytes,
  inspectedHex,
  inspectFault,
  inspection,
  loadQuarantined,
  openInspector,
  quarantined,
} from '../../state/inspect.ts';
import { language, t } from '../../state/preferences.ts';
import { Dialog } from '../dialogs.tsx';

export function InspectDialog() {
  useEffect(() => {
    void loadQuarantined();
  }, []);
  function submit(event: TargetedSubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    inspectedHex.value = String(new FormData(event.currentTarget).get('hex')).trim();
    void inspectBytes();
  }
  return (
    <Dialog heading={t('inspect.heading')} wide>
      <form onSubmit={submit}>
        <label>
          {t('inspect.hex')}
          <textarea
            class="hex"
            name="hex"
            rows={4}
            maxLength={16_384}
            spellcheck={false}
            required
            value={inspectedHex.value}
          />
        </label>
        <p class="buttons">
          <button type="submit" class="primary">
            {t('inspect.submit')}
          </button>
        </p>
      </form>
      {inspectFault.value !== null && (
        <p class="fault" role="alert">
          {t('detail.failed', { reason: inspectFault.value })}
        </p>
      )}
      {inspection.value && <Table shown={inspection.value} />}
      <Quarantined records={quarantined.value ?? []} />
    </Dialog>
  );
}

function Table({ shown }: { shown: Inspection }) {
  const { messageId, name, edition, rows, fault, notes } = shown;
  return (
    <section class="inspection">
      <h3>{[messageId, name, edition].filter((part) => part !== null).join(' · ')}</h3>
      {fault && (
        <p class="fault" role="alert">
          {t('inspect.fault', fault)}
        </p>
      )}
      {notes.map((note) => (
        <p class="quiet" key={note.en}>
          {note[language.value]}
        </p>
      ))}
      <table>
        <thead>
          <tr>
            {(['offset', 'bytes', 'type', 'name', 'value', 'clause', 'notes'] as const).map(
              (key) => (
                <th scope="col" key={key}>
                  {t(`inspect.${key}`)}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line key={row.offset} row={row} faultAt={fault?.offset ?? null} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Line({ row, faultAt }: { row: InspectionRow; faultAt: number | null }) {
  const says = [
    ...row.others.map(({ label, value }) => `${label[language.value]} ${value}`),
    ...row.notes.map((note) => note[language.value]),
  ];
  const faulty = faultAt !== null && row.offset <= faultAt && faultAt < row.offset + row.length;
  const value = row.value === null || row.value === row.hex ? '' : String(row.value);
  return (
    <tr class={`${row.part}${faulty ? ' faulty' : ''}`}>
      <td>{row.offset}</td>
      <td class="hex">{row.hex.match(/../g)?.join(' ')}</td>
      <td>{row.type}</td>
      <td>{row.label[language.value]}</td>
      <td>{row.unit === null ? value : `${value} ${row.unit}`}</td>
      <td class="quiet">{row.clause}</td>
      <td>{says.join(language.value === 'zh' ? '、' : ', ')}</td>
    </tr>
  );
}

function Quarantined({ records }: { records: readonly QuarantinedRecord[] }) {
  return (
    <section>
      <h3>{t('inspect.quarantined')}</h3>
      {records.length === 0 && <p class="quiet">{t('inspect.quarantinedNone')}</p>}
      <ul class="plain evidence">
        {records.map((record) => (
          <li key={record.offset}>
            <button type="button" class="link" onClick={() => openInspector(record.rawHex)}>
              <time>{formatDateTime(record.receivedTimeMs)}</time> {record.source} ·{' '}
              {record.faultCode} · {t('inspect.bytesCount', { count: record.rawHex.length / 2 })}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
