import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { formatCount, formatSeconds } from '../format.ts';
import type { Look } from '../timeMachine/look.ts';
import type { Target, TimeMachine } from '../timeMachine/machine.ts';
import { PACES } from '../timeMachine/view.ts';
import { findPicture, pictures } from '../timeMachine/pictures.ts';
import { eventText, originText, noJumpText } from '../timeMachine/words.ts';
import { ChartFigure } from './chartFigure.tsx';
import { Choice } from './choice.tsx';
import { Tabs } from './tabs.tsx';

interface TimeMachineProps {
  readonly machine: TimeMachine;
  /** The title of what is looked at. */
  readonly title: string;
  /** What stands below the pictures. */
  readonly after?: (look: Look) => VNode;
}

/** Any moment of a session: chosen, stepped, played, and seen in pictures. */
export function TimeMachineView({ machine, title, after }: TimeMachineProps): VNode {
  const look = machine.look();
  if (!look) return <p class="muted">{l10n.t('Waiting for events of caches.')}</p>;
  const picture = findPicture(machine.view.picture);
  return (
    <section
      class="time-machine"
      aria-label={l10n.t('Time machine of {0}', title)}
      onKeyDown={(event) => isHandled(machine, event) && event.preventDefault()}
    >
      <Controls machine={machine} look={look} title={title} />
      <Tabs
        label={l10n.t('Pictures')}
        tabs={pictures.map(({ id, label }) => ({ id, label: label() }))}
        chosen={picture.id}
        onChoose={(id) => machine.choosePicture(id)}
      >
        {picture.Settings && <picture.Settings look={look} machine={machine} />}
        <ChartFigure key={picture.id} chart={picture.chart} data={look} />
        {picture.Details && <picture.Details look={look} />}
      </Tabs>
      {after?.(look)}
    </section>
  );
}

interface PartProps {
  readonly machine: TimeMachine;
  readonly look: Look;
}

function Controls({ machine, look, title }: PartProps & { readonly title: string }): VNode {
  const { recording, step } = look;
  const isLive = machine.view.step === null;
  const failed = machine.failedJump;
  return (
    <div class="moment">
      <input
        type="range"
        class="moment-slider"
        aria-label={l10n.t('Moment of {0}', title)}
        aria-valuetext={`${stepText(look)}. ${look.event ? eventText(look.event) : ''}`}
        min={recording.first - 1}
        max={recording.last}
        value={step}
        onInput={({ currentTarget }) => machine.go(Number(currentTarget.value))}
      />
      <div class="moment-row">
        <span class={isLive ? 'badge live' : 'badge past'}>{isLive ? l10n.t('Newest') : l10n.t('Past')}</span>
        <span class="moment-step">{stepText(look)}</span>
        <span class="moment-event" aria-live={machine.isPlaying || isLive ? 'off' : 'polite'}>
          {momentText(look)}
        </span>
        <span role="status">{failed && noJumpText(failed)}</span>
        <OriginLink machine={machine} look={look} />
      </div>
      <Tools machine={machine} look={look} title={title} />
    </div>
  );
}

/** Leads to the line that has caused the event. It stays under the keyboard where the next event has none. */
function OriginLink({ machine, look }: PartProps): VNode | null {
  const origin = look.event?.origin;
  const wasThere = useRef(false);
  wasThere.current ||= origin !== undefined;
  if (!wasThere.current) return null;
  return (
    <button
      type="button"
      class="link"
      aria-disabled={!origin}
      title={l10n.t('Show the line that has caused this event')}
      onClick={() => origin && machine.showOrigin(origin)}
    >
      {origin ? originText(origin) : l10n.t('No line is known')}
    </button>
  );
}

function Tools({ machine, look, title }: PartProps & { readonly title: string }): VNode {
  const caches = machine.caches();
  return (
    <div class="moment-row" role="toolbar" aria-label={l10n.t('Step through {0}', title)}>
      <Do
        label={l10n.t('First event (Home)')}
        path="M4 3v10M13 3 6 8l7 5z"
        onClick={() => machine.go(look.recording.first)}
      />
      <Do label={l10n.t('One event back (Left)')} path="M11 3 5 8l6 5z" onClick={() => machine.walk(-1)} />
      {machine.isPlaying ? (
        <Do label={l10n.t('Pause (Space)')} path="M5 3h2v10H5zM9 3h2v10H9z" onClick={() => machine.pause()} />
      ) : (
        <Do label={l10n.t('Play (Space)')} path="M5 3v10l8-5z" onClick={() => machine.play()} />
      )}
      <Do label={l10n.t('One event on (Right)')} path="M5 3l6 5-6 5z" onClick={() => machine.walk(1)} />
      <Do
        label={l10n.t('Newest event (End)')}
        path="M12 3v10M3 3l7 5-7 5z"
        onClick={() => machine.go(null)}
      />
      <Choice
        label={l10n.t('Speed')}
        value={String(machine.view.pace)}
        options={PACES.map((pace) => [String(pace), l10n.t('{0} per s', formatCount(pace))])}
        onChoose={(value) => machine.setPace(PACES.find((pace) => String(pace) === value) ?? PACES[0])}
      />
      <Jump machine={machine} target="miss" label={l10n.t('Next miss')} keys="M" />
      <Jump machine={machine} target="eviction" label={l10n.t('Next eviction')} keys="E" />
      <Jump machine={machine} target="key" label={l10n.t('Next of this key')} keys="K" />
      {caches.length > 1 && (
        <Choice
          label={l10n.t('Cache')}
          value={String(look.facts.cache)}
          options={caches.map(({ cache, name, kind }) => [String(cache), `${name} (${kind})`])}
          onChoose={(value) => machine.chooseCache(Number(value))}
        />
      )}
    </div>
  );
}

function stepText({ step, recording: { last } }: Look): string {
  return l10n.t('Event {0} of {1}', formatCount(step), formatCount(last));
}

/** What has just happened, when, and in which cache where it is another. */
function momentText({ event, facts, recording }: Look): string {
  if (!event) return l10n.t('Before the first event that is kept.');
  const text = eventText(event);
  const time = formatSeconds(event.time / 1000);
  if (event.cache === facts.cache) return l10n.t('{0} After {1}.', text, time);
  return l10n.t('{0}: {1} After {2}.', recording.facts(event.cache)?.name ?? '', text, time);
}

interface DoProps {
  readonly label: string;
  /** What is drawn in a square of 16. */
  readonly path: string;
  readonly onClick: () => void;
}

function Do({ label, path, onClick }: DoProps): VNode {
  return (
    <button type="button" class="tool" aria-label={label} title={label} onClick={onClick}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={path} />
      </svg>
    </button>
  );
}

interface JumpProps {
  readonly machine: TimeMachine;
  readonly target: Target;
  readonly label: string;
  readonly keys: string;
}

function Jump({ machine, target, label, keys }: JumpProps): VNode {
  return (
    <button
      type="button"
      class="tool"
      title={l10n.t('{0} ({1}; with Shift the one before)', label, keys)}
      onClick={({ shiftKey }) => machine.jump(target, shiftKey ? -1 : 1)}
    >
      {label}
    </button>
  );
}

/** What a key does anywhere in the time machine, but where the control under the keyboard needs it itself. */
function isHandled(machine: TimeMachine, event: KeyboardEvent): boolean {
  const { target, key, shiftKey, ctrlKey, metaKey, altKey } = event;
  if (ctrlKey || metaKey || altKey || !(target instanceof Element)) return false;
  const owner = target.closest('select, [role=tab], .table-scroller, pre, .room, .miss-list');
  if (owner || (key === ' ' && target.closest('button, [type=checkbox]'))) return false;
  const by = shiftKey ? -1 : 1;
  const keys: Record<string, () => void> = {
    ArrowLeft: () => machine.walk(-1),
    ArrowRight: () => machine.walk(1),
    Home: () => machine.recording && machine.go(machine.recording.first),
    End: () => machine.go(null),
    ' ': () => (machine.isPlaying ? machine.pause() : machine.play()),
    m: () => machine.jump('miss', by),
    e: () => machine.jump('eviction', by),
    k: () => machine.jump('key', by),
  };
  const run = keys[key.length === 1 ? key.toLowerCase() : key];
  run?.();
  return run !== undefined;
}
