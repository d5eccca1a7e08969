import { numbers as numbersChart } from '../charts/numbers.tsx';
import { ChartFigure } from '../views/chartFigure.tsx';
import type { ValueView } from './valueView.ts';

/** A list of numbers. */
export const numbers: ValueView<'numbers'> = ({ value }) => (
  <>
    <ChartFigure chart={numbersChart} data={value} />
    <p class="muted">{numbersChart.summary(value)}</p>
  </>
);
