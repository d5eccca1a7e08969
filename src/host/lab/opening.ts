import type { CancellationToken } from 'vscode';
import type { AdviceInputs } from '../../lab/index.ts';
import type { TraceFacts } from '../../protocol/lab.ts';
import type { SessionStore } from '../sessions/store.ts';
import type { LabClient, Progress } from './client.ts';
import type { Origin } from './origin.ts';
import { recordedIn, titleOfRecording } from './recordings.ts';

/** A trace that a process has read and holds. */
export interface Opened {
  readonly title: string;
  readonly origin: Origin;
  readonly client: LabClient;
  readonly facts: TraceFacts;
  /** What is known of its cache without a person having said it. */
  readonly inputs: AdviceInputs;
}

/** Work that can be called off, and says how far it is. */
export interface Patience {
  readonly onProgress?: (progress: Progress) => void;
  readonly token?: CancellationToken;
}

/** Below it, what a call takes is lost in what recording it takes; in ms. */
const LEAST_MEASURED = 0.05;

/** About what a look-up in memory takes with the making of its key, in ms. */
export const LOOKUP_MS = 0.001;

/** Reads requests from wherever they come. */
export class Opener {
  constructor(
    private readonly store: SessionStore,
    readonly launch: () => LabClient,
  ) {}

  /** Rejects with a `HumanError` that says what is wrong; then the process is ended. */
  async open(origin: Origin, patience: Patience = {}, client = this.launch()): Promise<Opened> {
    try {
      return origin.kind === 'file'
        ? await this.file(origin, client, patience)
        : await this.recording(origin, client, patience);
    } catch (error) {
      client.dispose();
      throw error;
    }
  }

  private async file(
    origin: Extract<Origin, { kind: 'file' }>,
    client: LabClient,
    { onProgress, token }: Patience,
  ): Promise<Opened> {
    const { title, path, way } = origin;
    const facts = await client.ask({ type: 'read', path, way }, onProgress, token);
    return { title, origin, client, facts, inputs: {} };
  }

  private async recording(
    origin: Extract<Origin, { kind: 'recording' }>,
    client: LabClient,
    { onProgress, token }: Patience,
  ): Promise<Opened> {
    const { trace, textOf, isNested, misses, callMs = 0 } = await recordedIn(this.store, origin);
    const names = Array.from({ length: trace.distinct }, (_, id) => textOf(id));
    const facts = await client.ask({ type: 'take', trace, names }, onProgress, token);
    const isMeasured = !isNested && callMs >= LEAST_MEASURED;
    const inputs = {
      ...(isNested && { nestedMisses: misses }),
      ...(isMeasured && { missCost: Number(callMs.toPrecision(3)), lookupCost: LOOKUP_MS }),
    };
    return { title: titleOfRecording(this.store, origin), origin, client, facts, inputs };
  }
}
