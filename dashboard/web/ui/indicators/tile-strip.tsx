/** Vital signs at a glance: a tile per indicator of one scope, told live. */

import { computed } from '@preact/signals';
import type { IndicatorDefinition } from '#core/indicator.ts';
import { changeOf, isOutdated, sparkline, toneOf } from '../../feed/indicator-series.ts';
import { formatNumber, formatTime } from '../../i18n/translate.ts';
import { phoneTab } from '../../state/detail.ts';
import { secondMs, serverNowMs } from '../../state/duty-room.ts';
import { language, t, unitOf, vitalsShown } from '../../state/preferences.ts';
import {
  boardScope,
  catalogue,
  choice,
  homeScope,
  moveBoard,
  openIndicator,
  series,
  vitalsVersion,
} from '../../state/vitals.ts';
import { ToneMark, toneName } from './tone-mark.tsx';

const SPARK = { width: 120, height: 22 };
/** Room for the line's own thickness. */
const SPARK_RIM = 2;

export const TILE_CLASS = 'tile';

/** A tile that is told nothing more must say so by itself. */
const quarterMinute = computed(() => Math.floor(secondMs.value / 15_000));

export function TileStrip() {
  const scope = boardScope.value;
  const home = homeScope.value;
  if (scope === null || home === null) return null;
  const atHome = scope.id === home.id && scope.kind === home.kind;
  // A phone has a page for them, which is never folded.
  const shown = vitalsShown.value || phoneTab.value === 'vitals';
  return (
    <section class={`vitals ${shown ? '' : 'folded'}`} aria-label={t('vital.heading')}>
      <header>
        <h2>{t('vital.heading')}</h2>
        <p>{scope.name[language.value]}</p>
        <button
          type="button"
          class="link small fold"
          aria-expanded={shown}
          onClick={() => (vitalsShown.value = !vitalsShown.value)}
        >
          {t(shown ? 'vital.fold' : 'vital.unfold')}
        </button>
        {!atHome && (
          <button type="button" class="link small" onClick={() => moveBoard(home)}>
            {t('vital.backTo', { place: home.name[language.value] })}
          </button>
        )}
      </header>
      {catalogue.value.length === 0 && <p class="quiet">{t('vital.none')}</p>}
      {shown && (
        <ul class="plain tiles">
          {catalogue.value.map((definition) => (
            <li key={definition.id}>
              <Tile definition={definition} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Tile({ definition }: { definition: IndicatorDefinition }) {
  vitalsVersion.value;
  quarterMinute.value;
  const points = series.of(definition.id);
  const newest = points.at(-1);
  const outdated = newest !== undefined && isOutdated(newest, serverNowMs());
  const tone = toneOf(newest?.level ?? null, definition.levels.length);
  const open = choice.value?.indicatorId === definition.id;
  return (
    <button
      type="button"
      class={`${TILE_CLASS} ${toneName(tone)} ${outdated ? 'outdated' : ''}`}
      aria-expanded={open}
      data-indicator={definition.id}
      data-told={newest?.toldAtMs}
      title={definition.names[language.value]}
      onClick={() => openIndicator(definition.id)}
    >
      <strong class="tile-name">{definition.names[language.value]}</strong>
      <span class="line tile-figure">
        <ToneMark tone={tone} />
        <span class="tile-value">{newest?.value == null ? '—' : formatNumber(newest.value)}</span>
        <small class="tile-unit">{unitOf(definition.unit)}</small>
        <Change change={changeOf(points)} direction={definition.direction} />
      </span>
      <Sparkline points={points} />
      <span class="line tile-foot">
        {newest ? (
          <>
            <time>{formatTime(newest.windowStartMs).slice(0, 5)}</time>
            {newest.coverage !== null && (
              <span title={t('vital.coverage')}>
                <span class="for-ears">{t('vital.coverage')} </span>
                {Math.round(newest.coverage * 100)}%
              </span>
            )}
            <span class={`phase ${outdated ? 'outdated' : newest.phase}`}>
              {outdated ? t('legend.stale') : t(`phase.${newest.phase}`)}
            </span>
          </>
        ) : (
          <span>{t('vital.noValue')}</span>
        )}
      </span>
    </button>
  );
}

/** Up or down against the window before; the word says whether that is for the better. */
export function Change({
  change,
  direction,
}: {
  change: number | null;
  direction: IndicatorDefinition['direction'];
}) {
  if (change === null) return null;
  const rounded = Math.round(change * 10) / 10;
  const trend = rounded === 0 ? 'same' : rounded > 0 ? 'up' : 'down';
  const sense = Math.sign(rounded) * direction;
  const verdict = sense === 0 ? '' : sense > 0 ? 'better' : 'worse';
  return (
    <span class={`change ${verdict}`} title={t('vital.change')}>
      <span aria-hidden="true">{{ up: '▲', down: '▼', same: '=' }[trend]}</span>
      <span class="for-ears">{t(`vital.${trend}`)}</span>
      {trend === 'same' ? '' : formatNumber(Math.abs(rounded))}
      {verdict !== '' && <span class="for-ears">{t(`vital.${verdict}`)}</span>}
    </span>
  );
}

function Sparkline({
  points,
}: {
  points: readonly { windowStartMs: number; value: number | null }[];
}) {
  const { width, height } = SPARK;
  return (
    <svg
      class="sparkline"
      viewBox={`${-SPARK_RIM} ${-SPARK_RIM} ${width + 2 * SPARK_RIM} ${height + 2 * SPARK_RIM}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {sparkline(points, SPARK).map((line) => (
        <polyline key={line} points={line} vector-effect="non-scaling-stroke" />
      ))}
    </svg>
  );
}
