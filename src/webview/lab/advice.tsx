import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { Wording } from '../../lab/index.ts';
import type { LabInputs, ShownLab } from '../../protocol/labView.ts';
import type { SendToHost } from './send.ts';

/** What to do and why, and what a person can say of their cache so that it fits. */
export function AdviceSection({ lab, send }: { readonly lab: ShownLab; readonly send: SendToHost }): VNode {
  const { size, change, policy } = lab.words;
  return (
    <section class="advice" aria-label={l10n.t('Advice')}>
      <div aria-live="polite">
        {[size, change, policy].map((words, place) => words && <Words key={place} words={words} />)}
      </div>
      <Inputs inputs={lab.inputs} send={send} />
    </section>
  );
}

function Words({ words: { text, reason, formula } }: { readonly words: Wording }): VNode {
  return (
    <div class="words">
      <h3>{text}</h3>
      <p>{reason}</p>
      {formula !== undefined && <p class="formula">{formula}</p>}
    </div>
  );
}

type Name = keyof LabInputs;

const labels: Readonly<Record<Name, () => string>> = {
  missCost: () => l10n.t('A miss costs (ms or money)'),
  lookupCost: () => l10n.t('A look-up costs (the same)'),
  entryBytes: () => l10n.t('An entry takes (bytes)'),
  memory: () => l10n.t('Memory there is (bytes)'),
};

function Inputs({ inputs, send }: { readonly inputs: LabInputs; readonly send: SendToHost }): VNode {
  const change = (name: Name, text: string): void => {
    const value = Number(text);
    if (text !== '' && !(value >= 0 && Number.isFinite(value))) return;
    send({ type: 'advise', inputs: { ...inputs, [name]: text === '' ? undefined : value } });
  };
  return (
    <div class="inputs" role="group" aria-label={l10n.t('Your cache')}>
      {(Object.keys(labels) as Name[]).map((name) => (
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
