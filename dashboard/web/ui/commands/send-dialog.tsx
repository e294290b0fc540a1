/** Says something to a vehicle: spoken text, position, picture; and shows what became of it. */
import { useSignal } from '@preact/signals';
import type { TargetedSubmitEvent } from 'preact';
import { useEffect } from 'preact/hooks';
import type { CommandView } from '../../feed/types.ts';
import { formatTime } from '../../i18n/translate.ts';
import {
  allowedDangerous,
  ask,
  commands,
  commandsFault,
  recipient,
  takeBack,
  watchCommands,
} from '../../state/commands.ts';
import { t, word } from '../../state/preferences.ts';
import { Dialog } from '../dialogs.tsx';

const PHRASES = ['slow', 'fog', 'rest', 'route', 'call'] as const;
const TEXT_CHARACTERS_MAX = 200;
/** What the page offers of what can move, open or lose a vehicle. */
const DANGEROUS = {
  'doors-lock': { kind: 'control-vehicle', args: { doors: 'lock' } },
  'doors-unlock': { kind: 'control-vehicle', args: { doors: 'unlock' } },
  'terminal-reset': { kind: 'control-terminal', args: { action: 'reset' } },
} as const;
type DangerousName = keyof typeof DANGEROUS;

export function SendDialog() {
  useEffect(watchCommands, []);
  const to = recipient.value;
  if (to === null) return null;
  return (
    <Dialog heading={t('send.heading', { plate: to.plate })}>
      <TextForm />
      <p class="buttons">
        <button type="button" onClick={() => void ask({ kind: 'query-position', args: {} })}>
          {t('send.position')}
        </button>
        <PhotoButton />
      </p>
      <DangerousForm />
      <Recent />
    </Dialog>
  );
}

function TextForm() {
  const words = useSignal('');
  async function submit(event: TargetedSubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const text = words.value.trim();
    if (text === '') return;
    const urgency = data.get('urgent') === null ? 'notice' : 'urgent';
    const readAloud = data.get('aloud') !== null;
    const done = await ask({ kind: 'text', args: { text, urgency, readAloud } });
    if (done) words.value = '';
  }
  return (
    <form onSubmit={submit}>
      <label>
        {t('send.text')}
        <textarea
          name="text"
          rows={2}
          maxLength={TEXT_CHARACTERS_MAX}
          required
          value={words.value}
          onInput={(event) => (words.value = event.currentTarget.value)}
        />
      </label>
      <p class="phrases">
        {PHRASES.map((phrase) => (
          <button
            key={phrase}
            type="button"
            class="link"
            onClick={() => (words.value = t(`send.phrase.${phrase}`))}
          >
            {t(`send.phrase.${phrase}`)}
          </button>
        ))}
      </p>
      <p class="buttons">
        <label class="radio">
          <input type="checkbox" name="aloud" defaultChecked />
          {t('send.aloud')}
        </label>
        <label class="radio">
          <input type="checkbox" name="urgent" />
          {t('send.urgent')}
        </label>
        <button type="submit" class="primary">
          {t('send.submit')}
        </button>
      </p>
    </form>
  );
}

function PhotoButton() {
  const channel = useSignal(1);
  return (
    <>
      <button
        type="button"
        onClick={() =>
          void ask({ kind: 'shoot', args: { channel: channel.value, action: 'picture' } })
        }
      >
        {t('send.photo')}
      </button>
      <label>
        {t('send.channel')}{' '}
        <input
          type="number"
          min={1}
          max={255}
          value={channel.value}
          onInput={(event) => {
            const number = event.currentTarget.valueAsNumber;
            if (Number.isInteger(number) && number >= 1 && number <= 255) channel.value = number;
          }}
        />
      </label>
    </>
  );
}

/** Only what the settings allow, and never with one click. */
function DangerousForm() {
  const names = (Object.keys(DANGEROUS) as DangerousName[]).filter((name) =>
    allowedDangerous.value.includes(DANGEROUS[name].kind),
  );
  const isConfirmed = useSignal(false);
  if (names.length === 0) return null;
  async function submit(event: TargetedSubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const { kind, args } = DANGEROUS[data.get('what') as DangerousName];
    const reason = String(data.get('reason')).trim();
    isConfirmed.value = false;
    await ask({ kind, args: { ...args }, reason, confirm: true });
  }
  return (
    <details class="dangerous">
      <summary>{t('send.dangerous')}</summary>
      <form onSubmit={submit}>
        <label>
          {t('send.what')}
          <select name="what">
            {names.map((name) => (
              <option key={name} value={name}>
                {t(`send.${name}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('send.reason')}
          <input name="reason" maxLength={200} required />
        </label>
        <label class="radio">
          <input
            type="checkbox"
            required
            checked={isConfirmed.value}
            onChange={(event) => (isConfirmed.value = event.currentTarget.checked)}
          />
          {t('send.confirm')}
        </label>
        <p class="buttons">
          <button type="submit">{t('send.doIt')}</button>
        </p>
      </form>
    </details>
  );
}

function Recent() {
  const shown = commands.value;
  return (
    <section aria-label={t('send.recent')}>
      <h3>{t('send.recent')}</h3>
      {commandsFault.value !== null && (
        <p class="fault" role="alert">
          {t('detail.failed', { reason: commandsFault.value })}
        </p>
      )}
      {shown !== null && shown.length === 0 && <p class="quiet">{t('send.none')}</p>}
      <ol class="plain commands" aria-live="polite">
        {(shown ?? []).map((command) => (
          <Row key={command.commandId} command={command} />
        ))}
      </ol>
    </section>
  );
}

function Row({ command }: { command: CommandView }) {
  const { commandId, kind, args, state, failure, attempt, waitsFor, createdAtMs } = command;
  const mayTakeBack = attempt === 0 && (state === 'accepted' || state === 'queued');
  const { text } = args as { text?: string };
  return (
    <li>
      <time>{formatTime(createdAtMs)}</time> <strong>{word('command', kind)}</strong>{' '}
      {text !== undefined && <q>{text}</q>}{' '}
      <span class={`command-state ${state}`}>
        {state === 'queued' && waitsFor !== null
          ? word('command.wait', waitsFor)
          : word('command.state', state)}
        {failure !== null && ` · ${word('command.failure', failure)}`}
      </span>{' '}
      <span class="quiet">{replyText(command)}</span>
      {mayTakeBack && command.cancelledBy === null && (
        <button type="button" class="link" onClick={() => void takeBack(commandId)}>
          {t('send.takeBack')}
        </button>
      )}
    </li>
  );
}

function replyText({ reply, state }: CommandView): string {
  const fields = reply?.fields ?? null;
  if (state !== 'answered' || fields === null) return '';
  const { latitudeDeg, longitudeDeg, multimediaIds } = fields as {
    latitudeDeg?: number;
    longitudeDeg?: number;
    multimediaIds?: number[];
  };
  if (latitudeDeg !== undefined && longitudeDeg !== undefined)
    return `${latitudeDeg.toFixed(5)}° N ${longitudeDeg.toFixed(5)}° E`;
  if (multimediaIds !== undefined) return t('send.pictures', { count: multimediaIds.length });
  return '';
}
