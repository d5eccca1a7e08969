import { numbers as numbersChart } from '../charts/numbers.tsx';
import { ChartFigure } from '../views/chartFigure.tsx';
import type { ValueView } from './valueView.ts';

/** A list of numbers. */
export const numbers: ValueView<'numbers'> = ({ value }) => (
  <ChartFigure chart={numbersChart} data={value} caption={numbersChart.summary(value)} />
);
