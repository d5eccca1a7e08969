import uPlot from 'uplot';
import type { HistoryPoint } from '../../protocol/session.ts';
import { formatCompact } from '../format.ts';
import type { Palette } from '../theme.ts';
import { onDidChangeTheme, readPalette } from '../theme.ts';

/** The height of the plot with its axes, in CSS pixels. */
const HEIGHT = 124;

/** The part of the axis left free at its end, so that the newest point does not touch the edge. */
const ROOM_AHEAD = 0.03;

/** Steps of the axis of counts: whole numbers only. */
const WHOLE_STEPS = Array.from({ length: 15 }, (_, e) => [1, 2, 5].map((n) => n * 10 ** e)).flat();

/** A live plot in an element; it follows the element's width and the theme. */
export interface HistoryPlot {
  /** `moment` is marked, where one is looked at. */
  show(history: readonly HistoryPoint[], moment?: HistoryPoint): void;
  dispose(): void;
}

/** Puts a plot into `place`, which has to be in the page. */
export function createHistoryPlot(place: HTMLElement): HistoryPlot {
  let data = alignedData([]);
  let marked: number | undefined;
  let plot = draw();

  function draw(): uPlot {
    return new uPlot(
      options(readPalette(), place.clientWidth, () => marked),
      data,
      place,
    );
  }

  const endTheme = onDidChangeTheme(() => {
    plot.destroy();
    plot = draw();
  });
  const resizing = new ResizeObserver(() => plot.setSize({ width: place.clientWidth, height: HEIGHT }));
  resizing.observe(place);

  return {
    show(history, moment) {
      data = alignedData(history);
      marked = moment?.requests;
      plot.setData(data);
    },
    dispose() {
      resizing.disconnect();
      endTheme();
      plot.destroy();
    },
  };
}

/**
 * Requests, hits, misses: what ends in milliseconds can be seen as well as what goes on for hours. Every cache begins at
 * zero, also where the first look at it came later. Requests go on where the counters begin anew.
 */
export function alignedData(history: readonly HistoryPoint[]): [number[], number[], number[]] {
  const points = [{ time: 0, requests: 0, hits: 0, misses: 0 }, ...history];
  return [
    points.map(({ requests }) => requests),
    points.map(({ hits }) => hits),
    points.map(({ misses }) => misses),
  ];
}

function options(palette: Palette, width: number, marked: () => number | undefined): uPlot.Options {
  const axis = { stroke: palette.text, font: palette.font, ticks: { show: false } };
  const grid = { stroke: palette.grid, width: 1 };
  const series = { paths: drawLine, points: { show: false }, width: 1.5 };
  return {
    width,
    height: HEIGHT,
    legend: { show: false },
    padding: [8, 12, 0, 0],
    cursor: { show: false },
    select: { show: false, left: 0, top: 0, width: 0, height: 0 },
    scales: {
      x: { time: false, range: (_, __, max) => [0, max * (1 + ROOM_AHEAD) || 1] },
      y: { range: (_, __, max) => [0, Math.max(1, max) * 1.08] },
    },
    axes: [
      {
        ...axis,
        size: 22,
        gap: 4,
        space: 70,
        grid: { show: false },
        incrs: WHOLE_STEPS,
        values: (_, splits) => splits.map(formatCompact),
      },
      {
        ...axis,
        size: 38,
        gap: 6,
        space: 16,
        grid,
        incrs: WHOLE_STEPS,
        values: (_, s) => s.map(formatCompact),
      },
    ],
    series: [{}, { ...series, stroke: palette.hits }, { ...series, stroke: palette.misses, dash: [5, 3] }],
    hooks: { draw: [(plot) => mark(plot, palette, marked())] },
  };
}

/** Steps, for a counter stays until the next look; a straight line where there was one look only. */
const drawLine: uPlot.Series.PathBuilder = (plot, ...range) => {
  const line = plot.data[0].length > 2 ? uPlot.paths.stepped?.({ align: 1 }) : uPlot.paths.linear?.();
  return line?.(plot, ...range) ?? null;
};

/** The moment that is looked at as a line, or else the newest as a disc and a square: colour is not the only sign. */
function mark(plot: uPlot, palette: Palette, marked: number | undefined): void {
  plot.ctx.save();
  if (marked === undefined) markNewest(plot, palette);
  else markMoment(plot, palette, marked);
  plot.ctx.restore();
}

function markMoment(plot: uPlot, palette: Palette, marked: number): void {
  const { ctx, bbox } = plot;
  const x = plot.valToPos(marked, 'x', true);
  ctx.strokeStyle = palette.text;
  ctx.lineWidth = devicePixelRatio;
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
}

function markNewest(plot: uPlot, palette: Palette): void {
  const [requests, hits, misses] = plot.data;
  const newest = requests.length - 1;
  const radius = 3.5 * devicePixelRatio;
  const x = plot.valToPos(requests[newest] ?? 0, 'x', true);
  const y = (values: uPlot.AlignedData[1] | undefined): number =>
    plot.valToPos(values?.[newest] ?? 0, 'y', true);
  const { ctx } = plot;
  ctx.fillStyle = palette.misses;
  ctx.fillRect(x - radius, y(misses) - radius, 2 * radius, 2 * radius);
  ctx.fillStyle = palette.hits;
  ctx.beginPath();
  ctx.arc(x, y(hits), radius - devicePixelRatio / 2, 0, 2 * Math.PI);
  ctx.fill();
}
