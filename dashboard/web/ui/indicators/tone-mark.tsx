/** How good a value is, by shape, colour and word: circle, diamond, triangle, octagon. */
import type { Tone } from '../../feed/indicator-series.ts';
import { t } from '../../state/preferences.ts';

const SHAPES: readonly string[] = [
  'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2z',
  'M8 .5L15.5 8 8 15.5.5 8z',
  'M8 1l7.5 14H.5z',
  'M5 1h6l4 4v6l-4 4H5l-4-4V5z',
];
export const TONE_NAMES = ['good', 'watch', 'warning', 'severe'] as const;

/** Nothing for a value without a level. */
export function ToneMark({ tone }: { tone: Tone | null }) {
  if (tone === null) return null;
  const name = TONE_NAMES[tone];
  return (
    <svg class={`tone-mark ${name}`} viewBox="0 0 16 16" width="14" height="14" role="img">
      <title>{t(`tone.${name}`)}</title>
      <path d={SHAPES[tone]!} />
    </svg>
  );
}

export function toneName(tone: Tone | null): string {
  return tone === null ? '' : TONE_NAMES[tone];
}
