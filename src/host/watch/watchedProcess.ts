import { l10n } from 'vscode';
import { beginSession, emptyDelta } from '../../protocol/fold.ts';
import type { SessionStatus } from '../../protocol/session.ts';
import type { Hello, ProbeMessage } from '../../watch/messages.ts';
import type { ProgramCache } from '../../watch/knownCache.ts';
import { Program } from '../../watch/program.ts';
import type { Guest } from '../platform.ts';
import type { SessionStore } from '../sessions/store.ts';
import { Pulse } from './pulse.ts';

/** What a process is to the run that it belongs to. */
export interface Membership {
  readonly run: string;
  /** What people call the program, and which process of it this is. */
  readonly title: string;
  readonly name: string;
  /** What a later run takes the place of. */
  readonly source: string;
  stop(): void;
  /** The session in which it is seen, now that it has a cache of the person's own; undefined where it may not be seen. */
  appear(): string | undefined;
  /** It is busy, or is not any more. */
  turned(): void;
  ended(): void;
}

type Note = Extract<ProbeMessage, { type: 'note' }>;

/** A process of a watched program: its session, once there is something of the person's own to look at. */
export class WatchedProcess implements Guest {
  /** Nowhere before it is seen. */
  session = '';
  readonly program: Program;
  isOver = false;
  private told = 0;
  private pulse: Pulse | undefined;

  constructor(
    readonly hello: Hello,
    private readonly store: SessionStore,
    private readonly membership: Membership,
  ) {
    this.program = new Program(hello, {
      began: () => this.begin(),
      record: (tick) => store.record(this.session, tick),
    });
  }

  /** Whether it is seen, and goes on. */
  get isLive(): boolean {
    return this.pulse !== undefined;
  }

  get isBusy(): boolean {
    return this.pulse?.isBusy ?? false;
  }

  caches(): readonly ProgramCache[] {
    return this.program.caches();
  }

  take(message: ProbeMessage): void {
    this.pulse?.beat();
    this.program.take(message);
    if (message.type === 'dropped' || message.type === 'note') this.tell();
  }

  end(): void {
    this.isOver = true;
    this.program.end();
    this.tell();
    this.rest();
    this.membership.ended();
  }

  setStatus(status: SessionStatus, message?: string): void {
    this.rest();
    this.store.setStatus(this.session, status, message);
  }

  private begin(): void {
    const { membership } = this;
    const { run, title, name, source } = membership;
    const session = membership.appear();
    if (session === undefined) return;
    this.session = session;
    this.store.start(
      { ...beginSession(session, source, name), program: { run, title } },
      { stop: () => membership.stop(), clearCache: () => undefined },
    );
    this.pulse = new Pulse((isBusy) => {
      this.store.apply(session, { ...emptyDelta(), isBusy });
      membership.turned();
    });
    this.tell();
  }

  /** Nothing more is heard of it. */
  private rest(): void {
    const { pulse } = this;
    this.pulse = undefined;
    pulse?.dispose();
  }

  /** What the probe could not do. */
  private tell(): void {
    const { notes, dropped } = this.program;
    if (!this.program.hasOwn) return;
    const output = notes.slice(this.told).map((note) => ({ text: noteText(note), after: 0 }));
    this.told = notes.length;
    const counts: Record<string, number> = dropped > 0 ? { [l10n.t('operations not heard')]: dropped } : {};
    if (output.length > 0 || dropped > 0) this.store.say(this.session, { ...emptyDelta(), output, counts });
  }
}

function noteText({ note, text }: Note): string {
  switch (note) {
    case 'recursion-limit':
      return l10n.t(
        'While keys are recorded a call takes more of the stack. Python may recurse {0} calls deep, as far as its stack holds.',
        text,
      );
    case 'partly-heard':
      return l10n.t('Not all of {0} can be heard: it is in a bundle, or too old to tell more.', text);
    case 'too-many-caches':
      return l10n.t('The program has more caches than are watched.');
  }
}
