/** uPlot of an indicator's day, loaded when the first panel is opened. */
import uPlot from 'uplot';
import type { IndicatorDefinition } from '#core/indicator.ts';
import type { IndicatorReading, IndicatorValues } from '../../feed/vitals-types.ts';
import { formatNumber, formatTime } from '../../i18n/translate.ts';

const EDGE_COLOURS = ['--minor', '--major', '--critical'];

export function plotTrend(
  element: HTMLElement,
  shown: { definition: IndicatorDefinition; day: IndicatorValues; height: number },
): () => void {
  const { definition, day } = shown;
  const [times, settled, early] = columns(day.values);
  const colour = (name: string) => getComputedStyle(element).getPropertyValue(name).trim();
  const axis = {
    stroke: colour('--text-quiet'),
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { stroke: colour('--line'), width: 1 },
    font: '11px system-ui, sans-serif',
  };
  const points = { show: times.length < 80, size: 5 };
  const plot = new uPlot(
    {
      width: element.clientWidth,
      height: shown.height,
      legend: { show: false },
      cursor: { y: false },
      scales: { x: { time: true }, y: { range: (_plot, low, high) => around(low, high) } },
      axes: [
        {
          ...axis,
          size: 26,
          values: (_plot, splits) => splits.map((s) => formatTime(s * 1000).slice(0, 5)),
        },
        { ...axis, size: 52, values: (_plot, splits) => splits.map(formatNumber) },
      ],
      series: [
        {},
        { label: definition.id, stroke: colour('--accent'), width: 1.8, points },
        // What may still change is dashed.
        {
          label: 'early',
          stroke: colour('--accent'),
          width: 1.8,
          dash: [5, 4],
          points,
        },
      ],
      hooks: { draw: [(drawn) => drawEdges(drawn, definition.levels, colour)] },
    },
    [times, settled, early],
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

/** Edges outside the shown values are left out: they would press the day into a line. */
function drawEdges(plot: uPlot, edges: readonly number[], colour: (name: string) => string): void {
  const { min, max } = plot.scales.y ?? {};
  if (min == null || max == null) return;
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.lineWidth = 1.2 * uPlot.pxRatio;
  edges.forEach((edge, i) => {
    if (edge < min || edge > max) return;
    const y = plot.valToPos(edge, 'y', true);
    ctx.strokeStyle = colour(EDGE_COLOURS[Math.min(i, EDGE_COLOURS.length - 1)]!);
    ctx.setLineDash([6 * uPlot.pxRatio, 4 * uPlot.pxRatio]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
  });
  ctx.restore();
}

/** A tenth of room above and below; something to see for a flat day as well. */
function around(low: number | null, high: number | null): [number, number] {
  const bottom = low ?? 0;
  const top = high ?? 1;
  const room = top === bottom ? Math.max(1, Math.abs(top) * 0.1) : (top - bottom) * 0.1;
  return [bottom - room, top + room];
}

/** Middle of each window in seconds; final values, and early ones joined to the last final one. */
function columns(values: IndicatorReading[]): [number[], (number | null)[], (number | null)[]] {
  const times = values.map(({ windowStartMs, windowEndMs }) => (windowStartMs + windowEndMs) / 2e3);
  const settled = values.map(({ phase, value }) => (phase === 'early' ? null : value));
  const early = values.map(({ phase, value }, i) =>
    phase === 'early' || values[i + 1]?.phase === 'early' ? value : null,
  );
  return [times, settled, early];
}
