import { curves as curvesChart } from '../charts/curves.tsx';
import { ChartFigure } from '../views/chartFigure.tsx';
import type { ValueView } from './valueView.ts';

/** What `missRatioCurve` has returned, for one workload or several. */
export const curves: ValueView<'curves'> = ({ value }) => (
  <ChartFigure chart={curvesChart} data={value.curves} caption={curvesChart.summary(value.curves)} />
);
