import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Steps } from '../renderer/steps.tsx';
import { DataTable } from '../views/dataTable.tsx';
import type { ValueOf, ValueView } from './valueView.ts';

type Check = ValueOf<'check'>;

/** A sequence that shows what is wrong with an answer. Its steps can be gone through: the model, and the answer beside it. */
export const check: ValueView<'check'> = ({ value }) => {
  const { model } = value;
  const [isOpen, setOpen] = useState(false);
  const { length } = value.rows;
  const caption = length === 1 ? l10n.t('1 step') : l10n.t('{0} steps', length);
  return (
    <article class="shown-check">
      <DataTable caption={caption} table={value} marked={value.wrong} />
      {model && (
        <button type="button" class="link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? l10n.t('Close the Steps') : l10n.t('Step Through, Beside the Model')}
        </button>
      )}
      {model && isOpen && (
        <Steps
          recorded={model.recorded}
          title={l10n.t('The model, and your answer')}
          picture="inside"
          beside={(step) => <Beside value={value} row={rowAt(model.ends, step)} />}
        />
      )}
    </article>
  );
};

/** The row that belongs to a step of the model: the first that has come so far. */
export function rowAt(ends: readonly number[], step: number): number {
  const row = ends.findIndex((end) => end >= step);
  return row < 0 ? ends.length - 1 : row;
}

/** One row as a list, with the names of its columns. */
function Beside({ value, row }: { readonly value: Check; readonly row: number }): VNode {
  const { columns, rows, wrong } = value;
  return (
    <dl class={wrong.includes(row) ? 'beside wrong' : 'beside'} aria-live="polite">
      {columns.map((column, index) => (
        <div key={index}>
          <dt>{column}</dt>
          <dd>{rows[row]?.[index] === '' ? '–' : rows[row]?.[index]}</dd>
        </div>
      ))}
    </dl>
  );
}
