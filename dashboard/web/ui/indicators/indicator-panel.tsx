/** One indicator opened: its value and what it is made of, its day, the scopes below, its alerts, its definition. */
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import type { IndicatorDefinition } from '#core/indicator.ts';
import { toneOf } from '../../feed/indicator-series.ts';
import type { IndicatorParts, NamedScope } from '../../feed/vitals-types.ts';
import { formatDateTime, formatNumber, formatTime } from '../../i18n/translate.ts';
import { selectAlert } from '../../state/duty-room.ts';
import {
  alertsBehind,
  day,
  definition,
  followIndicator,
  loadIndicator,
  parts,
  vitalFault,
  weekBefore,
} from '../../state/indicator-detail.ts';
import { language, t, typeName, unitOf, word } from '../../state/preferences.ts';
import { boardScope, changeChoice, choice, moveBoard } from '../../state/vitals.ts';
import { Fact } from '../fact.tsx';
import { SeverityMark } from '../marks.tsx';
import { PartsTable } from './parts-table.tsx';
import { Vehicles } from './scope-vehicles.tsx';
import { ToneMark, toneName } from './tone-mark.tsx';
import { TrendChart } from './trend-chart.tsx';

export function IndicatorPanel() {
  useEffect(followIndicator, []);
  const shown = definition.value;
  const name = shown?.names[language.value] ?? choice.value?.indicatorId ?? '';
  return (
    <aside class="detail-pane indicator-pane" aria-label={name}>
      <header>
        <h2>{name}</h2>
        <button type="button" aria-label={t('vital.close')} onClick={() => (choice.value = null)}>
          ×
        </button>
      </header>
      {vitalFault.value !== null && (
        <p class="fault" role="alert">
          {t('detail.failed', { reason: vitalFault.value })}{' '}
          <button type="button" onClick={() => void loadIndicator()}>
            {t('detail.retry')}
          </button>
        </p>
      )}
      {shown && parts.value && <Body definition={shown} shown={parts.value} />}
      {!parts.value && vitalFault.value === null && <p class="quiet">{t('detail.loading')}</p>}
      {shown && !parts.value && <Definition definition={shown} />}
    </aside>
  );
}

function Body({ definition, shown }: { definition: IndicatorDefinition; shown: IndicatorParts }) {
  const tone = toneOf(shown.level, definition.levels.length);
  return (
    <div class="detail">
      <Breadcrumb path={shown.path} />
      <p class="vital-figure">
        <ToneMark tone={tone} />
        <strong class={`tone-text ${toneName(tone)}`}>
          {shown.value === null ? '—' : formatNumber(shown.value)}
        </strong>{' '}
        {unitOf(definition.unit)}
        {tone !== null && <span class="tone-word">{t(`tone.${toneName(tone) as 'good'}`)}</span>}
        <span class={`phase ${shown.phase}`}>{t(`phase.${shown.phase}`)}</span>
      </p>
      <WindowChoice shown={shown} />
      <dl class="facts">
        <Fact label={t('vital.numerator')}>{formatNumber(shown.numerator)}</Fact>
        <Fact label={t('vital.denominator')}>{formatNumber(shown.denominator)}</Fact>
        <Fact label={t('vital.samples')}>{formatNumber(shown.samples)}</Fact>
        <Fact label={t('vital.coverageLabel')}>
          {shown.coverage === null
            ? t('detail.unknown')
            : `${formatNumber(Math.round(shown.coverage * 1_000) / 10)} %`}
        </Fact>
        <Fact label={t('vital.weekBefore')}>
          {weekBefore.value?.value == null
            ? t('detail.unknown')
            : `${formatNumber(weekBefore.value.value)} ${unitOf(definition.unit)}`}
        </Fact>
        <Fact label={t('vital.told')}>
          {formatDateTime(shown.toldAtMs)} · {t('detail.version', { version: shown.version })}
        </Fact>
      </dl>
      <Section heading={t('vital.day')}>
        <TrendChart definition={definition} day={day.value} />
      </Section>
      {shown.scope.kind === 'region' && (
        <Section heading={t('vital.parts')}>
          <fieldset class="buttons" aria-label={t('vital.parts')}>
            {definition.scopes.map((kind) => (
              <button
                key={kind}
                type="button"
                aria-pressed={choice.value?.by === kind}
                onClick={() => changeChoice({ by: kind })}
              >
                {word('scope', kind)}
              </button>
            ))}
          </fieldset>
          <PartsTable definition={definition} shown={shown} />
        </Section>
      )}
      <Section heading={t('vital.alerts')}>
        <Alerts shown={shown} />
      </Section>
      {definition.scopes.includes('enterprise') && (
        <Section heading={t('vital.vehicles')}>
          <Vehicles scope={shown.scope} />
        </Section>
      )}
      <Definition definition={definition} />
    </div>
  );
}

function Breadcrumb({ path }: { path: NamedScope[] }) {
  const here = path.at(-1);
  const board = boardScope.value;
  const onBoard = board?.kind === here?.kind && board?.id === here?.id;
  return (
    <nav class="breadcrumb" aria-label={t('vital.path')}>
      <ol class="plain line">
        {path.map((step, i) => (
          <li key={`${step.kind}:${step.id}`}>
            {i > 0 && <span aria-hidden="true">› </span>}
            {i < path.length - 1 ? (
              <button
                type="button"
                class="link"
                onClick={() => changeChoice({ scope: { kind: step.kind, id: step.id } })}
              >
                {step.name[language.value]}
              </button>
            ) : (
              <strong aria-current="location">{step.name[language.value]}</strong>
            )}
          </li>
        ))}
      </ol>
      {here && !onBoard && (
        <button type="button" class="small" onClick={() => moveBoard(here)}>
          {t('vital.moveBoard')}
        </button>
      )}
    </nav>
  );
}

/** Which window is shown, with the ones beside it; the newest follows what is told. */
function WindowChoice({ shown }: { shown: IndicatorParts }) {
  const starts = (day.value?.values ?? []).map(({ windowStartMs }) => windowStartMs);
  const at = starts.indexOf(shown.windowStartMs);
  const earlier = at > 0 ? starts[at - 1] : undefined;
  const later = at >= 0 ? starts[at + 1] : undefined;
  const go = (atMs: number | null) => changeChoice({ atMs });
  return (
    <p class="line window-choice">
      <button
        type="button"
        aria-label={t('vital.earlier')}
        disabled={earlier === undefined}
        onClick={() => go(earlier ?? null)}
      >
        ‹
      </button>
      <span>
        {formatDateTime(shown.windowStartMs).slice(0, 16)}–
        {formatTime(shown.windowEndMs).slice(0, 5)}
      </span>
      <button
        type="button"
        aria-label={t('vital.later')}
        disabled={later === undefined}
        onClick={() => go(later === starts.at(-1) ? null : (later ?? null))}
      >
        ›
      </button>
      {choice.value?.atMs !== null && (
        <button type="button" class="link small" onClick={() => go(null)}>
          {t('vital.newest')}
        </button>
      )}
    </p>
  );
}

function Alerts({ shown }: { shown: IndicatorParts }) {
  if (shown.alertTypes.length === 0) return <p class="quiet">{t('vital.alertsNoType')}</p>;
  return (
    <>
      <p class="quiet">
        {t('vital.alertsCount', { began: shown.alertsBegan, continued: shown.alertsContinued })}
      </p>
      <ul class="plain vital-alerts">
        {alertsBehind.value.map((row) => (
          <li key={row.alertId}>
            <button type="button" class="link" onClick={() => selectAlert(row.alertId)}>
              <SeverityMark severity={row.severity} /> {typeName(row.type)} · {row.plate} ·{' '}
              <time>{formatTime(row.raisedAtMs)}</time>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** 一数一源一责一标准: what the figure means, who answers for it, what it rests on. */
function Definition({ definition }: { definition: IndicatorDefinition }) {
  return (
    <Section heading={t('vital.definition')}>
      <dl class="facts definition">
        <Fact label={t('vital.formula')}>{definition.formula[language.value]}</Fact>
        <Fact label={t('vital.owner')}>{definition.owner}</Fact>
        <Fact label={t('vital.standard')}>{definition.standard}</Fact>
        <Fact label={t('vital.window')}>
          {t('vital.minutes', { count: definition.windowMs / 60_000 })}
        </Fact>
        <Fact label={t('vital.levels')}>
          {definition.levels.length === 0
            ? t('vital.noLevels')
            : `${t(definition.direction > 0 ? 'vital.atLeast' : 'vital.atMost')} ${definition.levels.join(' / ')} ${unitOf(definition.unit)}`}
        </Fact>
        <Fact label={t('vital.dimension')}>{word('dimension', definition.dimension)}</Fact>
        <Fact label={t('detail.rule')}>
          <code>{definition.id}</code> · {t('detail.version', { version: definition.version })}
        </Fact>
      </dl>
    </Section>
  );
}

function Section({ heading, children }: { heading: string; children: ComponentChildren }) {
  return (
    <section>
      <h3>{heading}</h3>
      {children}
    </section>
  );
}
