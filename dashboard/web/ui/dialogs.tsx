/** Windows above the page. The browser's own dialog keeps the focus inside and gives it back. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { api } from '../feed/api.ts';
import type { Evidence } from '../feed/types.ts';
import { formatDateTime } from '../i18n/translate.ts';
import { dialog, evidenceShown } from '../state/detail.ts';
import { openInspector } from '../state/inspect.ts';
import { aggregate, deadReckoning, reducedMotion, singleKeys, t } from '../state/preferences.ts';
import { hexLines } from './hex.ts';

export function Dialog(props: { heading: string; wide?: boolean; children: ComponentChildren }) {
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    element.current?.showModal();
  }, []);
  return (
    <dialog
      ref={element}
      class={props.wide ? 'wide' : ''}
      aria-label={props.heading}
      onClose={() => (dialog.value = null)}
    >
      <header>
        <h2>{props.heading}</h2>
        <button
          type="button"
          aria-label={t('dialog.closeLabel')}
          onClick={() => (dialog.value = null)}
        >
          ×
        </button>
      </header>
      {props.children}
    </dialog>
  );
}

export function Buttons({ submit }: { submit: string }) {
  return (
    <p class="buttons">
      <button type="submit" class="primary">
        {submit}
      </button>
      <button type="button" onClick={() => (dialog.value = null)}>
        {t('dialog.cancel')}
      </button>
    </p>
  );
}

export function EvidenceDialog() {
  const shown = evidenceShown.value;
  const evidence = useSignal<Evidence | null>(null);
  const fault = useSignal('');
  useEffect(() => {
    if (!shown) return;
    evidence.value = null;
    api.evidence(shown.partition, shown.offset).then(
      (answer) => {
        evidence.value = answer;
      },
      (error: unknown) => {
        fault.value = error instanceof Error ? error.message : String(error);
      },
    );
  }, [shown?.partition, shown?.offset]);
  if (!shown) return null;
  const record = evidence.value;
  return (
    <Dialog heading={`${t('detail.evidence')} · ${t('detail.evidenceOf', shown)}`} wide>
      {fault.value !== '' && (
        <p class="fault" role="alert">
          {t('detail.failed', { reason: fault.value })}
        </p>
      )}
      {!record && fault.value === '' && <p class="quiet">{t('detail.loading')}</p>}
      {record && (
        <>
          <p class="quiet">
            {t('detail.rawBytes', {
              count: record.rawHex.length / 2,
              protocol: record.protocol,
              time: formatDateTime(record.receivedTimeMs),
            })}
          </p>
          <pre class="hex">{hexLines(record.rawHex)}</pre>
          {record.protocol.startsWith('jt808') && (
            <p class="buttons">
              <button type="button" onClick={() => openInspector(record.rawHex)}>
                {t('inspect.open')}
              </button>
            </p>
          )}
          <h3>{t('detail.decoded')}</h3>
          <pre>{JSON.stringify(record.decoded, null, 2)}</pre>
        </>
      )}
    </Dialog>
  );
}

export function HelpDialog() {
  const keys = [
    ['J / K', t('help.next')],
    ['A', t('help.ack')],
    ['H', t('help.handle')],
    ['G', t('help.assign')],
    ['C', t('help.close')],
    ['N', t('help.comment')],
    ['P', t('help.shelve')],
    ['U', t('help.escalate')],
    ['D', t('help.supervise')],
    ['X', t('help.repeats')],
    ['E', t('help.evidence')],
    ['S', t('help.send')],
    ['/', t('help.search')],
    ['L', t('help.legend')],
    ['W', t('help.deliveries')],
    ['F', t('help.inspect')],
    ['R', t('help.registry')],
    ['M', t('help.rules')],
    ['I', t('help.people')],
    ['T', t('help.trips')],
    ['O', t('help.risk')],
    ['V', t('help.vitals')],
    ['?', t('help.help')],
    ['Esc', t('help.escape')],
    ['← ↑ ↓ → + −', t('help.mapKeys')],
  ] as const;
  return (
    <Dialog heading={t('help.heading')}>
      <dl class="facts">
        {keys.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p class="quiet">{t('help.off')}</p>
    </Dialog>
  );
}

export function SettingsDialog() {
  const switches = [
    [deadReckoning, t('settings.deadReckoning')],
    [aggregate, t('settings.aggregate')],
    [singleKeys, t('settings.singleKeys')],
  ] as const;
  return (
    <Dialog heading={t('settings.heading')}>
      {switches.map(([value, label]) => (
        <label key={label} class="radio">
          <input
            type="checkbox"
            checked={value.value}
            onChange={(event) => (value.value = event.currentTarget.checked)}
          />
          {label}
        </label>
      ))}
      {reducedMotion.value && <p class="quiet">{t('settings.reducedMotion')}</p>}
    </Dialog>
  );
}
