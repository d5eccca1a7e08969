import type { Workload } from './workload.ts';

/** What was measured of one subject in one workload, over all rounds. */
export interface Measured {
  readonly subject: string;
  readonly best: number;
  readonly median: number;
}

/** The best and the median of all figures. */
export function summarize(subject: string, figures: readonly number[]): Measured {
  const sorted = [...figures].sort((a, b) => a - b);
  return { subject, best: sorted[0]!, median: sorted[Math.floor(sorted.length / 2)]! };
}

/** The table of one workload in Markdown. A ratio above 1 means that ours is ahead. */
export function table(workload: Workload, measured: readonly Measured[]): string {
  const own = measured.find(({ subject }) => subject === 'cachebook')!;
  const rows = [...measured]
    .sort((a, b) => a.best - b.best)
    .map(({ subject, best, median }) => {
      const ratio = `${(best / own.best).toFixed(2)} / ${(median / own.median).toFixed(2)}`;
      return `| ${subject} | ${best.toFixed(1)} | ${median.toFixed(1)} | ${ratio} |`;
    });
  return [
    `### ${workload.title}`,
    '',
    verdict(workload, measured, own),
    '',
    `| | best, ${workload.unit} | median | ratio to ours, best / median |`,
    '| --- | --- | --- | --- |',
    ...rows,
    '',
    ...leftOut(workload, measured),
  ].join('\n');
}

function verdict(workload: Workload, measured: readonly Measured[], own: Measured): string {
  const baseline = measured.find(({ subject }) => subject === workload.baseline);
  if (!baseline) return `${workload.baseline} is not here to compare with.`;
  const ratio = baseline.best / own.best;
  const met = ratio >= workload.goal ? 'met' : 'not met';
  return `Against ${workload.baseline}: ${ratio.toFixed(2)}, goal ${workload.goal} ${met}.`;
}

function leftOut({ subjects }: Workload, measured: readonly Measured[]): string[] {
  const names = subjects.filter((name) => !measured.some(({ subject }) => subject === name));
  return names.length === 0 ? [] : [`No figures, missing or too slow: ${names.join(', ')}.`, ''];
}
