import type { CancellationToken } from 'vscode';
import { l10n } from 'vscode';
import { adviceWords, type AdviceInputs } from '../../lab/index.ts';
import type { Advised } from '../../protocol/lab.ts';
import type { ShownSide } from '../../protocol/labView.ts';
import type { Disposable } from '../lifecycle.ts';
import { written } from '../numbers.ts';
import type { LabClient } from './client.ts';
import type { Opened, Opener, Patience } from './opening.ts';
import type { SideOrigin } from './origin.ts';

/** Another trace with its own process, or a part of the one that is shown. */
interface Side {
  readonly title: string;
  readonly origin: SideOrigin;
  /** The process of another trace. */
  readonly opened?: Opened | undefined;
  readonly advised: Advised;
  readonly inputs: AdviceInputs;
}

/** What the shown trace hands to what stands beside it, so that both can be told at the same sizes. */
export interface Shown {
  readonly client: LabClient;
  readonly inputs: AdviceInputs;
  readonly sizes: readonly number[];
}

/** What stands beside a trace. Processes of other traces end when they are taken away. */
export class Sides implements Disposable {
  private sides: readonly Side[] = [];

  constructor(private readonly opener: Opener) {}

  get origins(): SideOrigin[] {
    return this.sides.map(({ origin }) => origin);
  }

  get count(): number {
    return this.sides.length;
  }

  /** What the page is shown. */
  get shown(): ShownSide[] {
    return this.sides.map(({ title, advised: { advice, curve }, inputs }) => ({
      title,
      requests: curve.requests,
      distinct: curve.distinct,
      curve,
      ...('size' in advice && { advised: advice.size }),
      advice: adviceWords(advice, inputs),
    }));
  }

  async add(shown: Shown, origin: SideOrigin, patience: Patience, client?: LabClient): Promise<void> {
    const opened = 'kind' in origin ? await this.opener.open(origin, patience, client) : undefined;
    try {
      const title = opened?.title ?? partTitle(origin);
      this.sides = [...this.sides, await tell(shown, { title, origin, opened }, patience.token)];
    } catch (error) {
      opened?.client.dispose();
      throw error;
    }
  }

  /** Tells anew what is advised, when a person has said something else of their cache. */
  async advise(shown: Shown, token: CancellationToken): Promise<void> {
    const told: Side[] = [];
    for (const side of this.sides) told.push(await tell(shown, side, token));
    this.sides = told;
  }

  remove(place: number): void {
    this.sides[place]?.opened?.client.dispose();
    this.sides = this.sides.filter((_, at) => at !== place);
  }

  dispose(): void {
    for (const { opened } of this.sides) opened?.client.dispose();
    this.sides = [];
  }
}

function partTitle(origin: SideOrigin): string {
  return 'from' in origin ? l10n.t('Requests {0} to {1}', written(origin.from), written(origin.to)) : '';
}

async function tell(
  shown: Shown,
  side: Pick<Side, 'title' | 'origin' | 'opened'>,
  token?: CancellationToken,
): Promise<Side> {
  const { title, origin, opened } = side;
  // What was recorded of a function that calls itself holds for its own requests.
  const inputs = { ...shown.inputs, nestedMisses: opened?.inputs.nestedMisses };
  const part = 'from' in origin ? origin : undefined;
  const client = opened?.client ?? shown.client;
  const question = { type: 'advise', inputs, sizes: shown.sizes, part } as const;
  return { title, origin, opened, inputs, advised: await client.ask(question, undefined, token) };
}
