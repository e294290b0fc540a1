/** Of which regions and enterprises an account is, in words. */
import { t } from '../../state/preferences.ts';

export function scopeText(scope: {
  regions: readonly string[] | null;
  enterprises: readonly string[] | null;
}): string {
  const { regions, enterprises } = scope;
  const parts = [
    ...(regions === null ? [] : [`${t('people.regions')} ${regions.join(', ')}`]),
    ...(enterprises === null ? [] : [`${t('people.enterprises')} ${enterprises.join(', ')}`]),
  ];
  return parts.length === 0 ? t('people.whole') : parts.join(' · ');
}
