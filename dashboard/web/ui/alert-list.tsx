/** Every alert that passes the filter, as a windowed list: ten thousand rows cost what a screenful costs. */
import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { asksFor } from '../feed/alert-book.ts';
import { groupOf, type ListedAlert } from '../feed/alert-groups.ts';
import type { AlertRow } from '../feed/types.ts';
import { formatTime } from '../i18n/translate.ts';
import {
  alertBook,
  alertsVersion,
  listedAlerts,
  pendingCount,
  secondMs,
  selectAlert,
  selectedAlertId,
  serverNowMs,
  sortedAlerts,
  toggleRepeats,
  unfolded,
} from '../state/duty-room.ts';
import { age, measure, t, typeName, word } from '../state/preferences.ts';
import { AlertFilters } from './alert-filters.tsx';
import { SeverityMark } from './marks.tsx';

/** Every row has this height, so that a scroll position tells the rows in view. */
const ROW_PX = 86;
const OVERSCAN_ROWS = 4;

export function AlertList() {
  const scroller = useRef<HTMLDivElement>(null);
  const scrollTop = useSignal(0);
  const height = useSignal(800);
  const rows = listedAlerts.value;
  alertsVersion.value;

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      height.value = element.clientHeight;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  // The chosen row is brought into view when a key moved the choice.
  useSignalEffect(() => {
    const alertId = selectedAlertId.value;
    const element = scroller.current;
    if (alertId === null || !element) return;
    const at = listedAlerts.peek().findIndex(({ row }) => row.alertId === alertId);
    if (at < 0) return;
    if (at * ROW_PX < element.scrollTop) element.scrollTop = at * ROW_PX;
    else if ((at + 1) * ROW_PX > element.scrollTop + element.clientHeight) {
      element.scrollTop = (at + 1) * ROW_PX - element.clientHeight;
    }
  });

  const first = Math.max(0, Math.floor(scrollTop.value / ROW_PX) - OVERSCAN_ROWS);
  const last = Math.min(
    rows.length,
    Math.ceil((scrollTop.value + height.value) / ROW_PX) + OVERSCAN_ROWS,
  );
  return (
    <aside class="alert-pane" aria-label={t('list.heading')}>
      <header>
        <h2>{t('list.heading')}</h2>
        <strong class={pendingCount.value > 0 ? 'pending some' : 'pending'}>
          {t('list.pending', { count: pendingCount.value })}
        </strong>
        <span class="quiet">
          {t('list.count', { shown: sortedAlerts.value.length, total: alertBook.size })}
        </span>
      </header>
      <AlertFilters />
      <div
        class="alert-scroller"
        ref={scroller}
        onScroll={(event) => {
          scrollTop.value = event.currentTarget.scrollTop;
        }}
      >
        {rows.length === 0 && <p class="quiet empty">{t('list.empty')}</p>}
        <ul
          class="plain"
          aria-label={t('list.label')}
          style={{ height: `${rows.length * ROW_PX}px` }}
        >
          {rows.slice(first, last).map((listed, i) => (
            <AlertItem
              key={listed.row.alertId}
              listed={listed}
              index={first + i}
              total={rows.length}
            />
          ))}
        </ul>
      </div>
    </aside>
  );
}

function AlertItem(props: { listed: ListedAlert; index: number; total: number }) {
  const { listed, index, total } = props;
  const { row, behind, isPart } = listed;
  const repeats = behind.length + 1;
  secondMs.value;
  const chosen = selectedAlertId.value === row.alertId;
  return (
    <li
      aria-setsize={total}
      aria-posinset={index + 1}
      class={`alert-item ${row.severity} ${row.work} ${chosen ? 'chosen' : ''} ${isPart ? 'part' : ''}`}
      style={{ transform: `translateY(${index * ROW_PX}px)` }}
    >
      <button type="button" aria-current={chosen} onClick={() => selectAlert(row.alertId)}>
        <span class="line">
          <SeverityMark severity={row.severity} />
          <span class={`severity-word ${row.severity}`}>
            {row.priority ? `${row.priority} ` : ''}
            {word('severity', row.severity)}
          </span>
          <strong class="type">{typeName(row.type)}</strong>
          <span class="age" title={formatTime(row.raisedAtMs)}>
            {age(serverNowMs() - row.raisedAtMs)}
          </span>
        </span>
        <span class="line">
          <span class="plate-text">{row.plate}</span>
          <span class="quiet">{word('class', row.class)}</span>
          {row.assignee !== null && <span class="assignee">{row.assignee}</span>}
          {row.measured !== null && (
            <span class="measured">
              {measure(row.measured, row.unit)}
              {row.limit !== null && ` / ${measure(row.limit, row.unit)}`}
            </span>
          )}
        </span>
        <span class="line axes">
          <Marks row={row} behind={behind} />
          <Axes row={row} />
        </span>
      </button>
      {repeats > 1 && (
        <button
          type="button"
          class="repeats"
          aria-expanded={unfolded.value.has(groupOf(row))}
          aria-label={t('list.repeats', { count: repeats })}
          title={t('list.repeats', { count: repeats })}
          onClick={() => toggleRepeats(row)}
        >
          ×{repeats}
        </button>
      )}
    </li>
  );
}

/** What asks for a second look: overdue (itself or a repeat it stands for), which level answers, supervised, repeats merged into it. */
export function Marks({ row, behind = [] }: { row: AlertRow; behind?: readonly AlertRow[] }) {
  secondMs.value;
  const nowMs = serverNowMs();
  return (
    <>
      {[row, ...behind].some((each) => asksFor(each, 'overdue', nowMs)) && (
        <span class="axis overdue">{word('attention', 'overdue')}</span>
      )}
      {row.escalation !== 'county' && (
        <span class="axis escalated">{word('escalation', row.escalation)}</span>
      )}
      {row.superviseByMs !== null && (
        <span class="axis supervised">{word('attention', 'supervised')}</span>
      )}
      {row.merged > 0 && <span class="axis">{t('flag.merged', { count: row.merged })}</span>}
    </>
  );
}

/** The four axes, never mixed into one word; `named` says which axis is which. */
export function Axes({ row, named = false }: { row: AlertRow; named?: boolean }) {
  const name = (axis: string) => (
    <span class={named ? 'axis-name' : 'for-ears'}>{word('axis', axis)} </span>
  );
  return (
    <>
      <span class={`axis episode-${row.episode}`}>
        {name('episode')}
        {word('episode', row.episode)}
      </span>
      <span class={`axis work-${row.work}`}>
        {name('work')}
        {word('work', row.work)}
      </span>
      <span class="axis">
        {name('outcome')}
        {word('outcome', row.outcome ?? 'none')}
      </span>
      <span class={`axis visibility-${row.visibility}`}>
        {name('visibility')}
        {word('visibility', row.visibility)}
      </span>
      {row.corrected && <span class="axis flag">{t('flag.corrected')}</span>}
      {row.late && <span class="axis flag">{t('flag.late')}</span>}
    </>
  );
}
