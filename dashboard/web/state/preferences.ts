/** What a seat likes, kept in this browser. Language, theme and switches; nothing personal. */
import { effect, signal } from '@preact/signals';
import {
  alertTypeName,
  formatAge,
  formatMeasure,
  type Language,
  type MessageKey,
  translate,
  translateWord,
  unitName,
} from '../i18n/translate.ts';

const STORAGE_KEY = 'tizheng.preferences';

interface Stored {
  language: Language;
  theme: 'dark' | 'light';
  deadReckoning: boolean;
  aggregate: boolean;
  singleKeys: boolean;
  vitals: boolean;
  detectors: boolean;
  stations: boolean;
}

const DEFAULTS: Stored = {
  language: 'zh',
  theme: 'dark',
  deadReckoning: true,
  aggregate: true,
  singleKeys: true,
  vitals: true,
  detectors: true,
  stations: true,
};

function load(): Stored {
  try {
    const kept = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '{}') as Partial<Stored>;
    return {
      language: kept.language === 'en' ? 'en' : 'zh',
      theme: kept.theme === 'light' ? 'light' : 'dark',
      deadReckoning: kept.deadReckoning ?? DEFAULTS.deadReckoning,
      aggregate: kept.aggregate ?? DEFAULTS.aggregate,
      singleKeys: kept.singleKeys ?? DEFAULTS.singleKeys,
      vitals: kept.vitals ?? DEFAULTS.vitals,
      detectors: kept.detectors ?? DEFAULTS.detectors,
      stations: kept.stations ?? DEFAULTS.stations,
    };
  } catch {
    // A browser that keeps nothing, or kept something else: the defaults serve.
    return DEFAULTS;
  }
}

const kept = load();
export const language = signal<Language>(kept.language);
export const theme = signal<'dark' | 'light'>(kept.theme);
export const deadReckoning = signal(kept.deadReckoning);
export const aggregate = signal(kept.aggregate);
export const singleKeys = signal(kept.singleKeys);
/** The tiles of the indicators; which sensors the map shows. */
export const vitalsShown = signal(kept.vitals);
export const detectorsShown = signal(kept.detectors);
export const stationsShown = signal(kept.stations);

const reducedMotionQuery = matchMedia('(prefers-reduced-motion: reduce)');
export const reducedMotion = signal(reducedMotionQuery.matches);
reducedMotionQuery.addEventListener('change', () => {
  reducedMotion.value = reducedMotionQuery.matches;
});

effect(() => {
  document.documentElement.lang = language.value === 'zh' ? 'zh-CN' : 'en';
  document.documentElement.dataset.theme = theme.value;
  const stored: Stored = {
    language: language.value,
    theme: theme.value,
    deadReckoning: deadReckoning.value,
    aggregate: aggregate.value,
    singleKeys: singleKeys.value,
    vitals: vitalsShown.value,
    detectors: detectorsShown.value,
    stations: stationsShown.value,
  };
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(stored));
  } catch {
    // Private windows may refuse; the choice then lasts as long as the page.
  }
});

/** A sentence in the language in use; components that call it are drawn again when it changes. */
export function t(key: MessageKey, values?: Record<string, string | number>): string {
  return translate(language.value, key, values);
}
export function word(prefix: string, value: string): string {
  return translateWord(language.value, prefix, value);
}
export function typeName(type: string): string {
  return alertTypeName(language.value, type);
}
export function age(ms: number): string {
  return formatAge(language.value, ms);
}
export function measure(value: number | null, unit: string): string {
  return formatMeasure(language.value, value, unit);
}
export function unitOf(unit: string): string {
  return unitName(language.value, unit);
}
