/** A code, a subject and a reason in words. */
import type { RiskReasonView, RiskSubjectView, SafetyCode } from '../../feed/risk-api.ts';
import { language, t } from '../../state/preferences.ts';

/** Colour, shape and word: never the colour alone. */
export function CodeMark({ code }: { code: SafetyCode | null }) {
  const name = code ?? 'none';
  return <strong class={`code-mark ${name}`}>{t(`risk.code.${name}`)}</strong>;
}

export function nameOf({ name, id }: Pick<RiskSubjectView, 'name' | 'id'>): string {
  return name ?? id.slice(0, 8);
}

export function textOf(reason: Pick<RiskReasonView, 'zh' | 'en'> | null | undefined): string {
  return reason == null ? '' : reason[language.value];
}
