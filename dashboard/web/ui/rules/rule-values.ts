/** Values of rules as people read them. */
import type { RuleField, ValueSchema } from '../../feed/rules-api.ts';
import { formatMeasure } from '../../i18n/translate.ts';
import { language, t, word } from '../../state/preferences.ts';

/** A value of a field, words of closed lists by their names; null = not set. */
export function shown(field: RuleField, value: unknown): string {
  if (value === null || value === undefined) return t('rules.notSet');
  if (typeof value === 'boolean') return t(value ? 'rules.yes' : 'rules.no');
  if (Array.isArray(value))
    return value.length === 0
      ? t('rules.empty')
      : value.map((each) => shown(field, each)).join(', ');
  if (field.name === 'classes') return word('class', String(value));
  return String(value);
}

/** With its unit, and as a time where it is one. */
export function told(field: RuleField, value: unknown): string {
  const hint = valueHint(field, value);
  const unit = field.unit === null || typeof value !== 'number' ? '' : ` ${field.unit}`;
  return `${shown(field, value)}${unit}${hint === '' ? '' : ` (${hint})`}`;
}

/** A duration as h:mm:ss, minutes of a day as hh:mm; '' = says no more than the number. */
export function valueHint({ unit }: RuleField, value: unknown): string {
  if (typeof value !== 'number' || !Number.isFinite(value)) return '';
  if (unit === 'ms') return value < 1_000 ? '' : formatMeasure(language.value, value, 'ms');
  if (unit !== 'min' || value < 0) return '';
  const part = (n: number) => String(n).padStart(2, '0');
  return `${part(Math.floor(value / 60))}:${part(value % 60)}`;
}

/** What a number must lie between; '' = nothing is said. */
export function rangeText({ minimum, exclusiveMinimum, maximum }: ValueSchema): string {
  return [
    ...(minimum === undefined ? [] : [`≥ ${minimum}`]),
    ...(exclusiveMinimum === undefined ? [] : [`> ${exclusiveMinimum}`]),
    ...(maximum === undefined ? [] : [`≤ ${maximum}`]),
  ].join(', ');
}
