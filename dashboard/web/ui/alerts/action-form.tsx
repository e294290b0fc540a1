/** What an action on an alert asks for: a choice from closed lists, a time, and words. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren, TargetedSubmitEvent } from 'preact';
import { useEffect } from 'preact/hooks';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#core/time.ts';
import { api } from '../../feed/api.ts';
import {
  type ActionRequest,
  type AlertDetail,
  type AlertRow,
  type Assignee,
  CAUSES,
  OUTCOMES,
  type Outcome,
  RESULTS,
  URGENCIES,
} from '../../feed/types.ts';
import { formatDateTime } from '../../i18n/translate.ts';
import { coded, type FormName, life } from '../../state/alert-life.ts';
import { act, dialog } from '../../state/detail.ts';
import { alertBook, serverNowMs } from '../../state/duty-room.ts';
import { age, t, typeName, word } from '../../state/preferences.ts';
import { Buttons, Dialog } from '../dialogs.tsx';

const NOTE_CHARACTERS_MAX = 2_000;
/** Alerts of the vehicle offered as what this one repeats. */
const MASTERS_MAX = 30;
const TIMES: Partial<Record<FormName, readonly number[]>> = {
  shelve: [15 * MINUTE_MS, 30 * MINUTE_MS, HOUR_MS, 4 * HOUR_MS, 8 * HOUR_MS, DAY_MS],
  suppress: [8 * HOUR_MS, DAY_MS, 3 * DAY_MS, 7 * DAY_MS],
  supervise: [HOUR_MS, 2 * HOUR_MS, 4 * HOUR_MS, DAY_MS, 3 * DAY_MS, 7 * DAY_MS],
};
/** Forms whose words are no courtesy: a reason, an instruction, an answer. */
const NEEDS_NOTE: readonly FormName[] = [
  'comment',
  'shelve',
  'suppress',
  'escalate',
  'supervise',
  'reply',
];
const SAID = [
  'assignee',
  'outcome',
  'cause',
  'disposition',
  'duplicateOf',
  'handedTo',
  'urgency',
  'result',
] as const;

export function ActionForm({ row, action }: { row: AlertDetail; action: FormName }) {
  async function submit(event: TargetedSubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const text = (name: string) => String(data.get(name) ?? '').trim();
    const said = [...SAID, 'note'].filter((name) => text(name) !== '');
    const wish = Object.fromEntries(
      said.map((name) => [name, text(name)]),
    ) as Partial<ActionRequest>;
    if (text('forMs') !== '') wish.untilMs = Math.round(serverNowMs()) + Number(text('forMs'));
    if (await act(row, action, wish)) dialog.value = null;
  }
  return (
    <Dialog heading={word('heading', action)}>
      <form onSubmit={submit}>
        {action === 'assign' && <Assignees row={row} />}
        {action === 'close' && <Outcomes row={row} />}
        {TIMES[action] !== undefined && <Times row={row} action={action} />}
        {action === 'supervise' && (
          <Choices legend={t('supervise.urgency')} name="urgency">
            {URGENCIES.map((value) => (
              <Radio
                key={value}
                name="urgency"
                value={value}
                label={word('urgency', value)}
                isDefault={value === 'normal'}
              />
            ))}
          </Choices>
        )}
        {action === 'reply' && (
          <>
            <q>{row.supervisionWords?.instruction}</q>
            <Choices legend={t('reply.result')} name="result">
              {RESULTS.map((value) => (
                <Radio key={value} name="result" value={value} label={word('result', value)} />
              ))}
            </Choices>
          </>
        )}
        {action === 'escalate' && (
          <p>
            {t('escalate.to', {
              level: word('escalation', row.escalation === 'county' ? 'city' : 'province'),
            })}
          </p>
        )}
        <label>
          {NEEDS_NOTE.includes(action) && action !== 'comment'
            ? word('reason', action)
            : t('close.note')}
          <textarea
            name="note"
            rows={3}
            maxLength={NOTE_CHARACTERS_MAX}
            required={NEEDS_NOTE.includes(action)}
          />
        </label>
        <Buttons submit={word('submit', action)} />
      </form>
    </Dialog>
  );
}

function Outcomes({ row }: { row: AlertDetail }) {
  const outcome = useSignal<Outcome | null>(null);
  const dispositions = (life.value?.dispositions ?? []).filter(
    ({ outcomes }) => outcome.value !== null && outcomes.includes(outcome.value),
  );
  return (
    <>
      <fieldset>
        <legend>{t('close.outcome')}</legend>
        {OUTCOMES.map((value) => (
          <Radio
            key={value}
            name="outcome"
            value={value}
            label={word('outcome', value)}
            onChange={() => (outcome.value = value)}
          />
        ))}
      </fieldset>
      {outcome.value === 'false-alarm' && (
        <Choices legend={t('close.cause')} name="cause">
          {CAUSES.map((value) => (
            <Radio key={value} name="cause" value={value} label={word('cause', value)} />
          ))}
        </Choices>
      )}
      {outcome.value === 'duplicate' && <Masters row={row} />}
      {outcome.value === 'handed-over' && (
        <label>
          {t('close.handedTo')}
          <select name="handedTo" required>
            <option value="" />
            {life.value?.receivers.map(({ code }) => (
              <option key={code} value={code}>
                {coded(life.value?.receivers, code)}
              </option>
            ))}
          </select>
        </label>
      )}
      {dispositions.length > 0 && (
        <label>
          {t('close.disposition')}
          <select key={outcome.value} name="disposition" required>
            {dispositions.length > 1 && <option value="" />}
            {dispositions.map(({ code }) => (
              <option key={code} value={code}>
                {coded(dispositions, code)}
              </option>
            ))}
          </select>
        </label>
      )}
    </>
  );
}

/** Alerts of the vehicle that this one may repeat: of its own type first, then the newest. */
function Masters({ row }: { row: AlertRow }) {
  const others = [...alertBook.all()]
    .filter(
      ({ alertId, vehicleId, outcome }) =>
        alertId !== row.alertId && vehicleId === row.vehicleId && outcome !== 'duplicate',
    )
    .sort(
      (a, b) =>
        Number(b.type === row.type) - Number(a.type === row.type) || b.raisedAtMs - a.raisedAtMs,
    )
    .slice(0, MASTERS_MAX);
  if (others.length === 0) return <p class="fault">{t('close.noOther')}</p>;
  return (
    <label>
      {t('close.duplicateOf')}
      <select name="duplicateOf" required>
        {others.map(({ alertId, type, raisedAtMs, work }) => (
          <option key={alertId} value={alertId}>
            {`${typeName(type)} · ${formatDateTime(raisedAtMs)} · ${word('work', work)}`}
          </option>
        ))}
      </select>
    </label>
  );
}

function Assignees({ row }: { row: AlertRow }) {
  const assignees = useSignal<Assignee[] | null>(null);
  const isFailed = useSignal(false);
  useEffect(() => {
    api.assignees(row.alertId).then(
      (answer) => {
        assignees.value = answer.assignees;
      },
      () => {
        isFailed.value = true;
      },
    );
  }, [row.alertId]);
  if (isFailed.value) return <p class="fault">{t('assign.failed')}</p>;
  return (
    <label>
      {t('assign.to')}
      <select name="assignee" required>
        <option value="" />
        {assignees.value
          ?.filter(({ user }) => user !== row.assignee)
          .map(({ user, name, role }) => (
            <option key={user} value={user}>
              {`${name}${name === user ? '' : ` (${user})`} · ${word('role', role)}`}
            </option>
          ))}
      </select>
    </label>
  );
}

function Times({ row, action }: { row: AlertRow; action: FormName }) {
  const bounds = life.value?.bounds;
  const msMax =
    action === 'suppress'
      ? bounds?.suppressedMsMax
      : action === 'supervise'
        ? bounds?.supervisedMsMax
        : row.severity === 'critical'
          ? bounds?.shelvedCriticalMsMax
          : bounds?.shelvedMsMax;
  return (
    <label>
      {t(action === 'supervise' ? 'supervise.within' : 'shelve.until')}
      <select name="forMs" required>
        {TIMES[action]
          ?.filter((ms) => ms <= (msMax ?? HOUR_MS))
          .map((ms) => (
            <option key={ms} value={ms}>
              {age(ms)}
            </option>
          ))}
      </select>
    </label>
  );
}

function Choices(props: { legend: string; name: string; children: ComponentChildren }) {
  return (
    <fieldset>
      <legend>{props.legend}</legend>
      {props.children}
    </fieldset>
  );
}

function Radio(props: {
  name: string;
  value: string;
  label: string;
  isDefault?: boolean;
  onChange?: () => void;
}) {
  return (
    <label class="radio">
      <input
        type="radio"
        name={props.name}
        value={props.value}
        required
        defaultChecked={props.isDefault ?? false}
        {...(props.onChange ? { onChange: props.onChange } : {})}
      />
      {props.label}
    </label>
  );
}
