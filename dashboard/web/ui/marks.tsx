import type { Severity } from '../feed/types.ts';
import { word } from '../state/preferences.ts';

const SHAPES: Record<Severity, string> = {
  critical: 'M5 1h6l4 4v6l-4 4H5l-4-4V5z',
  major: 'M8 1l7.5 14H.5z',
  minor: 'M8 .5L15.5 8 8 15.5.5 8z',
  info: 'M8 3a5 5 0 1 1 0 10A5 5 0 0 1 8 3z',
};

/** Severity by shape, colour and word: octagon, triangle, diamond, dot. */
export function SeverityMark({ severity }: { severity: Severity }) {
  return (
    <svg class={`severity-mark ${severity}`} viewBox="0 0 16 16" width="16" height="16" role="img">
      <title>{word('severity', severity)}</title>
      <path d={SHAPES[severity]} />
    </svg>
  );
}

/** A plate in its colour, because the same number in another colour is another vehicle. */
export function PlateBadge({ plate, colour }: { plate: string; colour: number }) {
  return <span class={`plate plate-${colour}`}>{plate}</span>;
}
