import type { Axis } from './axis.ts';
import { extremes, finite } from './axis.ts';

/** About as many steps as an axis has. */
const STEPS = 4;

/** An axis in round steps on which all `values` have a place. It begins at zero unless all of them are far from it. */
export function createLinearAxis(values: readonly number[]): Axis {
  const [least, greatest] = reach(values);
  const step = roundStep(greatest / STEPS - least / STEPS);
  const low = Math.floor(least / step);
  const high = Math.max(low + 1, Math.ceil(greatest / step));
  return {
    ticks: Array.from({ length: high - low + 1 }, (_, index) => ({
      value: finite(Number(((low + index) * step).toPrecision(12))),
      labelled: true,
    })),
    // Where numbers have next to nothing between them, rounding may lead out of the axis.
    position: (value) => Math.min(1, Math.max(0, (value / step - low) / (high - low))),
  };
}

function reach(values: readonly number[]): [number, number] {
  const { least, greatest } = extremes(values);
  if (values.length === 0) return [0, 1];
  const isFarFromZero =
    least * greatest > 0 && greatest - least < Math.min(Math.abs(least), Math.abs(greatest));
  return isFarFromZero && least < greatest ? [least, greatest] : [Math.min(0, least), Math.max(0, greatest)];
}

/** The least of 1, 2 and 5 times a power of ten that is not below `step`; 1 where that is too small to be a step. */
function roundStep(step: number): number {
  if (step < 1e-300) return 1;
  const power = 10 ** Math.floor(Math.log10(step));
  return power * ([1, 2, 5].find((factor) => factor * power >= step) ?? 10);
}
