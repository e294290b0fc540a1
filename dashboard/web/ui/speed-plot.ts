/** uPlot, loaded when the first chart is shown. */
import uPlot from 'uplot';
import type { AlertDetail, AlertTrack, TrackPoint } from '../feed/types.ts';
import { formatTime } from '../i18n/translate.ts';

/** A longer hole breaks the line: nothing is known about the speed between. */
const GAP_MS = 120_000;

export function plotSpeed(
  element: HTMLElement,
  shown: { alert: AlertDetail; track: AlertTrack; limit: number | null; height: number },
): () => void {
  const { alert, track, limit } = shown;
  const [times, speeds] = columns(track.points);
  const colour = (name: string) => getComputedStyle(element).getPropertyValue(name).trim();
  const axis = {
    stroke: colour('--text-quiet'),
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { stroke: colour('--line'), width: 1 },
    font: '11px system-ui, sans-serif',
  };
  const plot = new uPlot(
    {
      width: element.clientWidth,
      height: shown.height,
      legend: { show: false },
      cursor: { y: false },
      scales: {
        x: { time: true },
        y: { range: (_plot, _low, high) => [0, Math.max(high ?? 0, limit ?? 0, 20) * 1.1] },
      },
      axes: [
        {
          ...axis,
          size: 26,
          values: (_plot, splits) => splits.map((s) => formatTime(s * 1000).slice(0, 5)),
        },
        { ...axis, size: 44 },
      ],
      series: [
        {},
        { label: 'km/h', stroke: colour('--accent'), width: 1.6, points: { show: false } },
      ],
      hooks: {
        drawClear: [
          (plot) => {
            const from = plot.valToPos(alert.openedAtMs / 1000, 'x', true);
            const to = plot.valToPos((alert.closedAtMs ?? track.to) / 1000, 'x', true);
            plot.ctx.fillStyle = colour('--alert-span');
            const left = Math.max(from, plot.bbox.left);
            const right = Math.min(to, plot.bbox.left + plot.bbox.width);
            plot.ctx.fillRect(left, plot.bbox.top, Math.max(2, right - left), plot.bbox.height);
          },
        ],
        draw: [
          (plot) => {
            if (limit === null) return;
            const y = plot.valToPos(limit, 'y', true);
            plot.ctx.save();
            plot.ctx.strokeStyle = colour('--critical');
            plot.ctx.lineWidth = 1.5 * uPlot.pxRatio;
            plot.ctx.setLineDash([6 * uPlot.pxRatio, 4 * uPlot.pxRatio]);
            plot.ctx.beginPath();
            plot.ctx.moveTo(plot.bbox.left, y);
            plot.ctx.lineTo(plot.bbox.left + plot.bbox.width, y);
            plot.ctx.stroke();
            plot.ctx.restore();
          },
        ],
      },
    },
    [times, speeds],
    element,
  );
  const observer = new ResizeObserver(() => {
    plot.setSize({ width: element.clientWidth, height: shown.height });
  });
  observer.observe(element);
  return () => {
    observer.disconnect();
    plot.destroy();
  };
}

/** Seconds and speeds; a null between two fixes that lie far apart. */
function columns(points: TrackPoint[]): [number[], (number | null)[]] {
  const times: number[] = [];
  const speeds: (number | null)[] = [];
  points.forEach(([timeMs, , , speed], i) => {
    const before = points[i - 1];
    if (before && timeMs - before[0] > GAP_MS) {
      times.push((before[0] + timeMs) / 2000);
      speeds.push(null);
    }
    times.push(timeMs / 1000);
    speeds.push(speed);
  });
  return [times, speeds];
}
