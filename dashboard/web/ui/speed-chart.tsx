/** Speed around the alert with the limit and the alert's span; the same values as a table for those who cannot see it. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { AlertDetail, AlertTrack } from '../feed/types.ts';
import { formatTime } from '../i18n/translate.ts';
import { language, t, theme } from '../state/preferences.ts';

const HEIGHT_PX = 170;
/** Rows of the table: evenly thinned, because five thousand rows tell a reader nothing. */
const TABLE_ROWS_MAX = 60;

export function SpeedChart({ alert, track }: { alert: AlertDetail; track: AlertTrack | null }) {
  const host = useRef<HTMLDivElement>(null);
  const table = useSignal(false);
  const limit = track?.limitKmh ?? (alert.unit === 'km/h' ? alert.limit : null);

  useEffect(() => {
    if (!host.current || !track || track.points.length === 0) return;
    const element = host.current;
    let dispose = () => {};
    let gone = false;
    // The chart is not part of the first load: most alerts are judged from the list.
    void import('./speed-plot.ts').then(({ plotSpeed }) => {
      if (!gone) dispose = plotSpeed(element, { alert, track, limit, height: HEIGHT_PX });
    });
    return () => {
      gone = true;
      dispose();
    };
  }, [track, alert.openedAtMs, alert.closedAtMs, limit, theme.value, language.value]);

  if (!track) return <p class="quiet chart-space">{t('detail.loading')}</p>;
  if (track.points.length === 0) return <p class="quiet">{t('detail.noTrack')}</p>;
  const step = Math.ceil(track.points.length / TABLE_ROWS_MAX);
  return (
    <>
      {limit !== null && <p class="limit-note small">{t('detail.speedLimitLine', { limit })}</p>}
      <div class="chart" ref={host} aria-hidden="true" />
      <button
        type="button"
        class="link small"
        aria-expanded={table.value}
        onClick={() => (table.value = !table.value)}
      >
        {t('detail.speedTable')}
      </button>
      {table.value && (
        <div class="speed-table">
          <table>
            <thead>
              <tr>
                <th>{t('detail.time')}</th>
                <th>km/h</th>
              </tr>
            </thead>
            <tbody>
              {track.points
                .filter((_, i) => i % step === 0)
                .map(([timeMs, , , speed]) => (
                  <tr key={timeMs}>
                    <td>{formatTime(timeMs)}</td>
                    <td>{speed ?? '—'}</td>
                  </tr>
                ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
