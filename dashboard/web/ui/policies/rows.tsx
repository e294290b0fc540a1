/** The parts of a policy that there may be several of: who is told when, and quiet times. */
import {
  addQuiet,
  changeNotice,
  changeQuiet,
  DAYS,
  draft,
  LEVELS,
  QUIETS,
  tell,
  toggled,
  UNLESS,
} from '../../state/policy-draft.ts';
import { t, word } from '../../state/preferences.ts';
import { Check, FaultOf, idOf, NumberField } from './fields.tsx';

const QUIET_MAX = 8;
const AFTER_S_MAX = 86_400;

/** Levels in the order in which they are told; one that is not ticked is not told. */
export function Notices() {
  const { notify } = draft.value;
  return (
    <>
      {LEVELS.map((level) => {
        const index = notify.findIndex((each) => each.level === level);
        const notice = notify[index];
        return (
          <div key={level} class="policy-row">
            <Check
              id={idOf(`notify.${level}`)}
              checked={notice !== undefined}
              onChange={(isTold) => tell(level, isTold)}
            >
              {word('loop.level', level)}
            </Check>
            {notice !== undefined && (
              <>
                <NumberField
                  field={`notify.${index}.afterS`}
                  label={t('loop.afterS')}
                  range={[0, AFTER_S_MAX]}
                  isSeconds
                  value={notice.afterS}
                  onChange={(afterS) => changeNotice(level, { afterS })}
                />
                <span class="rule-words">
                  <span class="quiet">{t('loop.unless')}</span>
                  {UNLESS.map((each) => (
                    <Check
                      key={each}
                      checked={notice.unless.includes(each)}
                      onChange={(isOn) =>
                        changeNotice(level, { unless: toggled(UNLESS, notice.unless, each, isOn) })
                      }
                    >
                      {word('loop.unless', each)}
                    </Check>
                  ))}
                </span>
              </>
            )}
          </div>
        );
      })}
    </>
  );
}

export function QuietTimes() {
  const { quiet } = draft.value;
  return (
    <>
      <p class="quiet small">{t('loop.quiet.help')}</p>
      {quiet.map((each, index) => (
        // Rows have no name of their own; one that is removed takes its place with it.
        <fieldset
          key={index}
          class="policy-row"
          aria-label={t('loop.quiet.row', { number: index + 1 })}
        >
          <span class="rule-words">
            {DAYS.map((day) => (
              <Check
                key={day}
                checked={each.days.includes(day)}
                onChange={(isOn) =>
                  changeQuiet(index, { days: toggled(DAYS, each.days, day, isOn) })
                }
              >
                {word('loop.day', String(day))}
              </Check>
            ))}
          </span>
          <FaultOf field={`quiet.${index}.days`} />
          {(['from', 'to'] as const).map((name) => (
            <label key={name}>
              {t(`loop.quiet.${name}`)}
              <input
                id={idOf(`quiet.${index}.${name}`)}
                type="time"
                required
                value={each[name]}
                onInput={({ currentTarget: { value } }) => changeQuiet(index, { [name]: value })}
              />
            </label>
          ))}
          <FaultOf field={`quiet.${index}.to`} />
          <span class="rule-words">
            {QUIETS.map((what) => (
              <Check
                key={what}
                checked={each.of.includes(what)}
                onChange={(isOn) =>
                  changeQuiet(index, { of: toggled(QUIETS, each.of, what, isOn) })
                }
              >
                {word('loop.quiet.of', what)}
              </Check>
            ))}
          </span>
          <FaultOf field={`quiet.${index}.of`} />
          <button type="button" onClick={() => changeQuiet(index, null)}>
            {t('loop.quiet.remove')}
          </button>
        </fieldset>
      ))}
      {quiet.length < QUIET_MAX && (
        <button type="button" onClick={addQuiet}>
          {t('loop.quiet.add')}
        </button>
      )}
    </>
  );
}
