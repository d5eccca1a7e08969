import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { LabInputs, ShownLab } from '../../protocol/labView.ts';
import type { SendToHost } from './send.ts';
import { Words } from './words.tsx';

/** What to do and why. */
export function AdviceSection({ lab }: { readonly lab: ShownLab }): VNode {
  const { size, change, policy } = lab.words;
  return (
    <section class="advice" aria-label={l10n.t('Advice')}>
      <div aria-live="polite">
        {[size, change, policy].map((words, place) => words && <Words key={place} words={words} />)}
      </div>
    </section>
  );
}

type Name = keyof LabInputs;

const labels: Readonly<Record<Name, () => string>> = {
  missCost: () => l10n.t('A miss costs (ms or money)'),
  lookupCost: () => l10n.t('A look-up costs (the same)'),
  entryBytes: () => l10n.t('An entry takes (bytes)'),
  memory: () => l10n.t('Memory there is (bytes)'),
  lifetimeMs: () => l10n.t('A result is good for (ms)'),
};

/** What a person can say of their cache, so that the advice fits it. */
export function Inputs({ lab, send }: { readonly lab: ShownLab; readonly send: SendToHost }): VNode {
  const { inputs, facts } = lab;
  const names = (Object.keys(labels) as Name[]).filter(
    // Without times nobody knows what comes within a lifetime.
    (name) => name !== 'lifetimeMs' || facts.duration !== undefined,
  );
  const change = (name: Name, text: string): void => {
    const value = Number(text);
    if (text !== '' && !(value >= 0 && Number.isFinite(value))) return;
    send({ type: 'advise', inputs: { ...inputs, [name]: text === '' ? undefined : value } });
  };
  return (
    <div class="inputs" role="group" aria-label={l10n.t('Your cache')}>
      {names.map((name) => (
        <label key={name} class="choice">
          <span class="muted">{labels[name]()}</span>
          <input
            type="number"
            min={0}
            step="any"
            value={inputs[name] ?? ''}
            onChange={({ currentTarget }) => change(name, currentTarget.value)}
          />
        </label>
      ))}
    </div>
  );
}
