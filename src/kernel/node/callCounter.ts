import { Session } from 'node:inspector';
import { visible } from '../cells/script/names.ts';
import type { CallCounter } from '../../lessons/exercises/play/hands.ts';

interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly {
      readonly functionName: string;
      readonly ranges: readonly { readonly count: number }[];
    }[];
  }[];
}

/**
 * Counts the calls of functions of cells, also of those that nobody else can reach: the engine itself counts. To be made
 * before cells can replace anything. `isOwn` tells the scripts that count by their names.
 */
export function createCallCounter(isOwn: (url: string) => boolean): CallCounter {
  const session = new Session();
  session.connect();
  const post = session.post.bind(session) as (
    method: string,
    params?: object,
    done?: (error: Error | null, found: Coverage) => void,
  ) => void;
  return {
    begin() {
      post('Profiler.enable');
      post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
    },
    end() {
      let most = { name: '', count: 0 };
      post('Profiler.takePreciseCoverage', {}, (error, found) => {
        for (const { url, functions } of error ? [] : found.result) {
          if (!isOwn(url)) continue;
          for (const { functionName: name, ranges } of functions) {
            const count = ranges[0]?.count ?? 0;
            if (count > most.count) most = { name: visible(name), count };
          }
        }
      });
      post('Profiler.stopPreciseCoverage');
      post('Profiler.disable');
      return most;
    },
  };
}
