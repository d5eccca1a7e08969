import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { SavedFile } from '../../protocol/dashboard.ts';
import type { SessionState } from '../../protocol/session.ts';
import type { Look } from '../timeMachine/look.ts';
import type { TimeMachine } from '../timeMachine/machine.ts';
import { findPicture, pictures } from '../timeMachine/pictures.ts';
import { pictureFiles, reportFile, tableFiles } from '../timeMachine/takeaway.ts';
import type { Send } from '../vscodeApi.ts';

interface TakeawayProps {
  readonly machine: TimeMachine;
  readonly look: Look;
  readonly session: SessionState;
  readonly send: Send;
}

/** What can be saved or shared of the moment that is looked at. */
export function Takeaway({ machine, look, session, send }: TakeawayProps): VNode {
  const row = useRef<HTMLDivElement>(null);
  const [choice, setChoice] = useState<boolean>();
  // What can be repeated is to give the same files again.
  const withTimes = choice ?? !session.repeat;
  const { chart, id } = findPicture(machine.view.picture);
  const save = (what: string, files: readonly SavedFile[]): void =>
    send({ type: 'save', name: `${session.title} ${what}`, files: [...files] });
  const savePicture = async (): Promise<void> => {
    const picture = row.current?.closest('.time-machine')?.querySelector<SVGSVGElement>('.sized svg');
    if (picture) save(id, await pictureFiles(picture));
  };
  const link = { session: session.id, cache: look.facts.cache, step: look.step, picture: id };
  return (
    <div ref={row} class="moment-row takeaway">
      <button type="button" class="link" onClick={() => void savePicture()}>
        {l10n.t('Save Picture…')}
      </button>
      <button type="button" class="link" onClick={() => save(id, tableFiles(chart.table(look), withTimes))}>
        {l10n.t('Save Table…')}
      </button>
      <button
        type="button"
        class="link"
        onClick={() => send({ type: 'saveEvents', session: session.id, withTimes })}
      >
        {l10n.t('Save Events…')}
      </button>
      <button
        type="button"
        class="link"
        onClick={() =>
          save(
            'report',
            reportFile(
              session,
              look,
              pictures.map((each) => each.chart),
              withTimes,
            ),
          )
        }
      >
        {l10n.t('Save Report…')}
      </button>
      {session.repeat && (
        <button type="button" class="link" onClick={() => send({ type: 'copyLink', ...link })}>
          {l10n.t('Copy Link to Step')}
        </button>
      )}
      <label class="choice" title={l10n.t('Without times the same run gives the same files, byte for byte.')}>
        <input type="checkbox" checked={withTimes} onChange={() => setChoice(!withTimes)} />
        {l10n.t('With measured times')}
      </label>
    </div>
  );
}
