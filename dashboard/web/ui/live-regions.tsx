/** What a screen reader hears: P1 at once but at most every five seconds, the rest when it is convenient. */
import { signal, useSignalEffect } from '@preact/signals';
import { announcement } from '../state/duty-room.ts';
import { t, typeName } from '../state/preferences.ts';

const ASSERTIVE_EVERY_MS = 5_000;
const polite = signal('');
const assertive = signal('');
let assertiveMs = 0;

export function LiveRegions() {
  useSignalEffect(() => {
    const news = announcement.value;
    if (!news) return;
    const { row, count } = news;
    const named = t('live.newAlert', {
      priority: row.priority ?? '',
      type: typeName(row.type),
      plate: row.plate,
    });
    if (row.priority === 'P1' && Date.now() - assertiveMs >= ASSERTIVE_EVERY_MS) {
      assertiveMs = Date.now();
      assertive.value = named;
    } else {
      polite.value = count > 1 ? t('live.newAlerts', { count }) : named;
    }
  });
  return (
    <>
      <p class="for-ears" aria-live="polite">
        {polite.value}
      </p>
      <p class="for-ears" aria-live="assertive">
        {assertive.value}
      </p>
    </>
  );
}
