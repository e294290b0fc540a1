/** One policy as a form: what is spoken, confirmed and told, when not, and how often at most; beside it the same as JSON. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { PolicyView } from '../../feed/loop-api.ts';
import { formatDateTime } from '../../i18n/translate.ts';
import { policyFaults, savePolicy } from '../../state/loop.ts';
import {
  beginDraft,
  CONFIRMS,
  change,
  changeSay,
  draft,
  isChanged,
  isJsonBroken,
  jsonText,
  speak,
  typeJson,
} from '../../state/policy-draft.ts';
import { t, typeName, word } from '../../state/preferences.ts';
import { Check, FaultOf, idOf, NumberField, strayFaults } from './fields.tsx';
import { Notices, QuietTimes } from './rows.tsx';

export function PolicyForm({ chosen, mayWrite }: { chosen: PolicyView; mayWrite: boolean }) {
  const reason = useSignal('');
  useEffect(() => beginDraft(chosen), [chosen]);
  const faulty = policyFaults.value[0]?.field;
  useEffect(() => {
    if (faulty !== undefined) document.getElementById(idOf(faulty))?.focus();
  }, [faulty]);
  const { type, severity, changedAtMs, changedBy, version, source } = chosen;
  const { say, confirm, reaction, deafAfterS, limits } = draft.value;
  const save = (policy: object | null) => void savePolicy(chosen, policy, reason.value);
  return (
    <form
      class="policy-form"
      onSubmit={(event) => {
        event.preventDefault();
        save(draft.value);
      }}
    >
      <h3>
        {typeName(type)} · {severity === 'any' ? t('loop.any') : word('severity', severity)}{' '}
        <code class="quiet">{`${type}/${severity}`}</code>
      </h3>
      <p class="quiet small">
        {t('loop.version', { version })}
        {source !== '' && ` · ${source}`}
        {changedAtMs !== null && ` · ${changedBy} ${formatDateTime(changedAtMs)}`}
      </p>
      <fieldset class="policy-parts" disabled={!mayWrite}>
        <fieldset>
          <legend>{t('loop.part.say')}</legend>
          <Check checked={say !== null} onChange={speak}>
            {t('loop.say.on')}
          </Check>
          {say !== null && (
            <>
              <label for={idOf('say.text')}>{t('loop.say.text')}</label>
              <textarea
                id={idOf('say.text')}
                rows={2}
                required
                maxLength={100}
                aria-invalid={policyFaults.value.some(({ field }) => field === 'say.text')}
                value={say.text}
                onInput={({ currentTarget: { value: text } }) => changeSay({ text })}
              />
              <small class="quiet">
                {t('loop.say.words', { left: 100 - [...say.text].length })}
              </small>
              <FaultOf field="say.text" />
              <Check checked={say.urgent} onChange={(urgent) => changeSay({ urgent })}>
                {t('loop.say.urgent')}
              </Check>
              <Check checked={say.display} onChange={(display) => changeSay({ display })}>
                {t('loop.say.display')}
              </Check>
              <NumberField
                field="say.timesMax"
                label={t('loop.say.timesMax')}
                range={[1, 10]}
                value={say.timesMax}
                onChange={(timesMax) => changeSay({ timesMax })}
              />
              <NumberField
                field="say.repeatEveryS"
                label={t('loop.say.repeatEveryS')}
                range={[30, 3_600]}
                isSeconds
                value={say.repeatEveryS}
                onChange={(repeatEveryS) => changeSay({ repeatEveryS })}
              />
            </>
          )}
        </fieldset>
        <fieldset>
          <legend>{t('loop.part.confirm')}</legend>
          <select
            id={idOf('confirm')}
            aria-label={t('loop.part.confirm')}
            value={confirm ?? ''}
            onChange={({ currentTarget: { value } }) =>
              change({ confirm: CONFIRMS.find((each) => each === value) ?? null })
            }
          >
            <option value="">{t('loop.confirm.none')}</option>
            {CONFIRMS.map((each) => (
              <option key={each} value={each}>
                {word('loop.confirm', each)}
              </option>
            ))}
          </select>
          <FaultOf field="confirm" />
        </fieldset>
        <fieldset>
          <legend>{t('loop.part.notify')}</legend>
          <Notices />
          <NumberField
            field="deafAfterS"
            label={t('loop.deafAfterS')}
            range={[10, 3_600]}
            isSeconds
            value={deafAfterS}
            onChange={(seconds) => change({ deafAfterS: seconds })}
          />
        </fieldset>
        <fieldset>
          <legend>{t('loop.part.quiet')}</legend>
          <QuietTimes />
        </fieldset>
        <fieldset>
          <legend>{t('loop.part.limits')}</legend>
          {(['sayPerVehicle', 'noticesPerReceiver'] as const).map((name) => (
            <div key={name} class="policy-row">
              <span>{word('loop.limit', name)}</span>
              <NumberField
                field={`limits.${name}.count`}
                label={t('loop.limit.count')}
                range={[1, 1_000]}
                value={limits[name].count}
                onChange={(count) =>
                  change({ limits: { ...limits, [name]: { ...limits[name], count } } })
                }
              />
              <NumberField
                field={`limits.${name}.perS`}
                label={t('loop.limit.perS')}
                range={[10, 3_600]}
                isSeconds
                value={limits[name].perS}
                onChange={(perS) =>
                  change({ limits: { ...limits, [name]: { ...limits[name], perS } } })
                }
              />
            </div>
          ))}
        </fieldset>
        <fieldset>
          <legend>{t('loop.part.reaction')}</legend>
          <NumberField
            field="reaction.withinS"
            label={t('loop.reactionWithin')}
            range={[10, 7_200]}
            isSeconds
            value={reaction.withinS}
            onChange={(withinS) => change({ reaction: { ...reaction, withinS } })}
          />
          <NumberField
            field="reaction.settleS"
            label={t('loop.reactionSettle')}
            range={[0, 7_200]}
            isSeconds
            value={reaction.settleS}
            onChange={(settleS) => change({ reaction: { ...reaction, settleS } })}
          />
        </fieldset>
        <details>
          <summary>{t('loop.advanced')}</summary>
          <textarea
            rows={16}
            spellcheck={false}
            aria-label={t('loop.json')}
            aria-invalid={isJsonBroken.value}
            value={jsonText.value ?? JSON.stringify(draft.value, null, 2)}
            onInput={({ currentTarget: { value } }) => typeJson(value)}
          />
          {isJsonBroken.value && (
            <small class="fault" role="alert">
              {t('loop.noJson')}
            </small>
          )}
        </details>
      </fieldset>
      {strayFaults().length > 0 && (
        <ul class="fault">
          {strayFaults().map(({ field, message }) => (
            <li key={field}>
              <code>{field}</code> {message}
            </li>
          ))}
        </ul>
      )}
      {mayWrite ? (
        <div class="registry-save">
          <label>
            {t('loop.why')}
            <input
              required
              minLength={4}
              maxLength={500}
              value={reason.value}
              onInput={({ currentTarget: { value } }) => {
                reason.value = value;
              }}
            />
          </label>
          <p class="buttons">
            <button type="submit" class="primary" disabled={!isChanged.value || isJsonBroken.value}>
              {t('loop.save')}
            </button>
            {version > 0 && (
              <button
                type="button"
                disabled={reason.value.trim().length < 4}
                onClick={() => save(null)}
              >
                {t('loop.toDefault')}
              </button>
            )}
          </p>
        </div>
      ) : (
        <p class="quiet">{t('loop.mayNot')}</p>
      )}
    </form>
  );
}
