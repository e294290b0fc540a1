/** Fields of a policy, each with its range and, below it, what is wrong with it. */
import type { ComponentChildren } from 'preact';
import { formatNumber } from '../../i18n/translate.ts';
import { policyFaults } from '../../state/loop.ts';
import { language, t } from '../../state/preferences.ts';

export const idOf = (field: string) => `policy-${field}`;

/** Rules between fields, by the end of their path; the rest is a range, which stands beside the field. */
const BETWEEN = {
  afterS: 'loop.fault.afterS',
  to: 'loop.fault.to',
  confirm: 'loop.fault.confirm',
} as const;

const isShown = (field: string) => document.getElementById(idOf(field)) !== null;

/** Of fields that the form does not show. */
export const strayFaults = () => policyFaults.value.filter(({ field }) => !isShown(field));

export function FaultOf({ field }: { field: string }) {
  const fault = policyFaults.value.find((each) => each.field === field);
  if (fault === undefined) return null;
  const last = field.split('.').at(-1) ?? '';
  const known = last in BETWEEN ? t(BETWEEN[last as keyof typeof BETWEEN]) : null;
  return (
    <small class="fault" id={`${idOf(field)}-fault`} role="alert">
      {known ?? (language.value === 'zh' ? t('loop.fault.other') : fault.message)}
    </small>
  );
}

interface NumberProps {
  field: string;
  label: string;
  range: readonly [min: number, max: number];
  value: number;
  isSeconds?: boolean;
  onChange(value: number): void;
}

export function NumberField({ field, label, range, value, isSeconds, onChange }: NumberProps) {
  const [min, max] = range;
  const isFaulty = policyFaults.value.some((each) => each.field === field);
  return (
    <div class="policy-number">
      <label for={idOf(field)}>{label}</label>
      <span>
        <input
          id={idOf(field)}
          type="number"
          required
          step={1}
          {...{ min, max }}
          aria-invalid={isFaulty}
          aria-describedby={isFaulty ? `${idOf(field)}-fault` : undefined}
          value={Number.isNaN(value) ? '' : value}
          onInput={({ currentTarget: { valueAsNumber } }) => onChange(valueAsNumber)}
        />{' '}
        <small class="quiet">
          {isSeconds ? `${t('loop.seconds')}${durationText(value)} · ` : ''}
          {formatNumber(min)}–{formatNumber(max)}
        </small>
      </span>
      <FaultOf field={field} />
    </div>
  );
}

/** What so many seconds are in minutes, where that is easier to read. */
function durationText(seconds: number): string {
  if (!(seconds >= 60)) return '';
  return ` = ${t('loop.minutes', { minutes: formatNumber(Math.round(seconds / 6) / 10) })}`;
}

interface CheckProps {
  checked: boolean;
  onChange(isOn: boolean): void;
  children: ComponentChildren;
  id?: string;
}

export function Check({ checked, onChange, children, id }: CheckProps) {
  return (
    <label class="radio">
      <input
        type="checkbox"
        {...(id === undefined ? {} : { id })}
        checked={checked}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      {children}
    </label>
  );
}
