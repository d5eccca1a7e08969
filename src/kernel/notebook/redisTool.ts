import * as l10n from '@vscode/l10n';
import { HumanError } from '../../lessons/humanError.ts';
import type { ServerFigures } from '../../protocol/redisInfo.ts';
import type { SessionRecorder } from '../recorder.ts';
import type { RedisServer, ServerHands } from '../redisServer.ts';
import type { CellOutput } from './output.ts';

/** The server as cells have it. */
interface ServerOfCells {
  readonly url: string;
  readonly title: string;
  /** Whether Cachebook has started it, for this notebook alone. */
  readonly isOurs: boolean;
  readonly pause: () => void;
  readonly goOn: () => void;
  readonly kill: () => void;
}

/** What is needed to give cells a server. */
interface Around {
  /** Finds or brings it, and tells what it does, and what the server says of itself from then on. */
  readonly open: (
    report: (text: string) => void,
    tell: (figures: ServerFigures) => void,
  ) => Promise<RedisServer>;
  readonly output: Pick<CellOutput, 'progress'>;
  readonly recorder: Pick<SessionRecorder, 'server'>;
}

/** Gives cells one server, which lives as long as the kernel. One that has ended is followed by a new one. */
export function createRedisTool({ open, output, recorder }: Around): () => Promise<ServerOfCells> {
  let opened: Promise<ServerOfCells> | undefined;
  const start = async (): Promise<ServerOfCells> => {
    try {
      const server = await open(
        (text) => output.progress(text),
        (figures) => recorder.server(figures),
      );
      void server.ended.then(() => (opened = undefined));
      return asCellsSeeIt(server);
    } catch (error) {
      opened = undefined;
      throw error;
    } finally {
      output.progress('');
    }
  };
  return () => (opened ??= start());
}

function asCellsSeeIt({ url, title, hands }: RedisServer): ServerOfCells {
  const doing = (what: Exclude<keyof ServerHands, 'pid'>) => () => {
    if (!hands) throw new HumanError(notOurs());
    hands[what]();
  };
  return Object.freeze({
    url,
    title,
    isOurs: hands !== undefined,
    pause: doing('pause'),
    goOn: doing('goOn'),
    kill: doing('kill'),
  });
}

function notOurs(): string {
  return l10n.t(
    'This server was not started by Cachebook, or runs where it cannot be stopped. Leave the setting cachebook.redis.server empty to have one that can.',
  );
}
