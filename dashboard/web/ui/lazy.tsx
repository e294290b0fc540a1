/** A part of the page that is loaded when it is first shown. */
import { signal } from '@preact/signals';
import type { FunctionComponent } from 'preact';
import { t } from '../state/preferences.ts';

export function lazyPart<P extends object>(
  load: () => Promise<FunctionComponent<P>>,
): FunctionComponent<P> {
  const loaded = signal<{ Part: FunctionComponent<P> } | null>(null);
  const failed = signal(false);
  const ask = () => {
    failed.value = false;
    load().then(
      (Part) => {
        loaded.value = { Part };
      },
      () => {
        failed.value = true;
      },
    );
  };
  let asked = false;
  return function Lazy(props: P) {
    if (loaded.value !== null) {
      const { Part } = loaded.value;
      return <Part {...props} />;
    }
    if (!asked) {
      asked = true;
      ask();
    }
    if (!failed.value) return <p class="quiet">{t('detail.loading')}</p>;
    return (
      <button type="button" onClick={ask}>
        {t('detail.retry')}
      </button>
    );
  };
}
