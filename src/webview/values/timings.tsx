import { timings as timingsChart } from '../charts/timings.tsx';
import { ChartFigure } from '../views/chartFigure.tsx';
import type { ValueView } from './valueView.ts';

/** What `timeit` measured. */
export const timings: ValueView<'timings'> = ({ value }) => (
  <ChartFigure chart={timingsChart} data={value.timings} />
);
