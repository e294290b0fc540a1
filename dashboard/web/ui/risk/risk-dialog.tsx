/** Risk: safety codes with one subject beside them, trips before departure, high-incidence sections and hours. */
import { useEffect } from 'preact/hooks';
import { CODE_FILTERS, RISK_KINDS, type RiskKind } from '../../feed/risk-api.ts';
import { formatNumber } from '../../i18n/translate.ts';
import { t, word } from '../../state/preferences.ts';
import {
  chooseRisk,
  openRisk,
  RISK_TABS,
  riskCode,
  riskDetail,
  riskFault,
  riskKind,
  riskList,
  riskTab,
  watchRisk,
} from '../../state/risk.ts';
import { Dialog } from '../dialogs.tsx';
import { DeparturesTable } from './departures-table.tsx';
import { SectionsTable } from './sections-table.tsx';
import { SubjectPane } from './subject-pane.tsx';
import { CodeMark, nameOf, textOf } from './words.tsx';

export function RiskDialog() {
  useEffect(watchRisk, []);
  const tab = riskTab.value;
  return (
    <Dialog heading={t('risk.heading')} wide>
      <div class="risk">
        <nav class="risk-tabs" aria-label={t('risk.heading')}>
          {RISK_TABS.map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={tab === each}
              onClick={() => chooseRisk(() => (riskTab.value = each))}
            >
              {t(`risk.tab.${each}`)}
            </button>
          ))}
        </nav>
        {riskFault.value !== null && (
          <p class="fault" role="alert">
            {riskFault.value}
          </p>
        )}
        {tab === 'codes' && <Codes />}
        {tab === 'departures' && <DeparturesTable />}
        {tab === 'sections' && <SectionsTable />}
      </div>
    </Dialog>
  );
}

function Codes() {
  const shown = riskList.value;
  const open = riskDetail.value;
  return (
    <div class="risk-panes">
      <div>
        <div class="registry-tools">
          <label>
            {t('risk.kind')}
            <select
              value={riskKind.value}
              onChange={(event) => {
                const kind = event.currentTarget.value as RiskKind;
                chooseRisk(() => {
                  riskKind.value = kind;
                  riskList.value = null;
                });
              }}
            >
              {RISK_KINDS.map((kind) => (
                <option key={kind} value={kind}>
                  {t(`risk.kind.${kind}`)}
                </option>
              ))}
            </select>
          </label>
          <fieldset class="risk-codes" aria-label={t('risk.code')}>
            {(['', ...CODE_FILTERS] as const).map((code) => (
              <button
                key={code}
                type="button"
                aria-pressed={riskCode.value === code}
                onClick={() => chooseRisk(() => (riskCode.value = code))}
              >
                {code === '' ? t('filter.all') : t(`risk.code.${code}`)}
                {code !== '' && shown && ` ${formatNumber(shown.counts[code])}`}
              </button>
            ))}
          </fieldset>
        </div>
        {shown === null && <p class="quiet">{t('detail.loading')}</p>}
        {shown && <Rows />}
      </div>
      <div class="risk-pane">
        {open === null ? <p class="quiet">{t('risk.none')}</p> : <SubjectPane shown={open} />}
      </div>
    </div>
  );
}

function Rows() {
  const { rows = [], total = 0 } = riskList.value ?? {};
  const chosen = riskDetail.value?.subject.id;
  return (
    <section class="registry-table" aria-label={t('risk.tab.codes')}>
      <p class="quiet" role="status">
        {t('list.count', { shown: rows.length, total: formatNumber(total) })}
      </p>
      <table>
        <thead>
          <tr>
            <th>{t('risk.code')}</th>
            <th>{t('risk.subject')}</th>
            <th>{t('risk.score')}</th>
            <th>{t('risk.reasons')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ subject, code, score, reasons }) => (
            <tr key={subject.id} class={subject.id === chosen ? 'chosen' : ''}>
              <td>
                <CodeMark code={code} />
              </td>
              <td>
                <button
                  type="button"
                  class="link"
                  aria-pressed={subject.id === chosen}
                  onClick={() => void openRisk(subject.kind, subject.id)}
                >
                  {nameOf(subject)}
                </button>
                {subject.class !== null && (
                  <span class="quiet"> {word('class', subject.class)}</span>
                )}
              </td>
              <td class="number">{score ?? '—'}</td>
              <td>{textOf(reasons[0])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {total === 0 && <p class="quiet">{t('risk.empty')}</p>}
    </section>
  );
}
