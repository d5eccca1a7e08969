import dgram from 'node:dgram';
import { Server, Socket } from 'node:net';
import type { Run, RunContext } from '../notebook/run.ts';

/** The servers and connections that cells have opened. */
export interface Connections {
  /** Ends all connections, and the servers of `run`; those of other runs go on answering. */
  stop(run: Run | undefined): void;
}

/** Has servers know which run they belong to. What they answer is not a part of it, because other cells ask them. */
export function trackConnections(context: RunContext): Connections {
  const runOf = new WeakMap<Server, Run>();
  // oxlint-disable-next-line typescript/unbound-method -- called with the server that it is called of
  const listen = Server.prototype.listen as (this: Server, ...args: unknown[]) => Server;
  Server.prototype.listen = function (this: Server, ...args: unknown[]): Server {
    const run = context.current();
    if (run && !runOf.has(this)) {
      const emit = this.emit.bind(this) as (...event: unknown[]) => boolean;
      const value = (...event: unknown[]): boolean => context.enter(run.servers, () => emit(...event));
      Object.defineProperty(this, 'emit', { value, configurable: true, writable: true });
    }
    if (run) runOf.set(this, run);
    return listen.apply(this, args);
  } as typeof listen;
  return {
    stop(run) {
      const isEnding = (server: unknown): boolean => server instanceof Server && runOf.get(server) === run;
      for (const handle of activeHandles()) {
        if (handle instanceof Server && isEnding(handle)) handle.close();
        else if (handle instanceof dgram.Socket) handle.close();
        else if (handle instanceof Socket && (!('server' in handle) || isEnding(handle.server)))
          handle.destroy();
      }
    },
  };
}

/** What keeps this thread alive. Node has no documented way to ask for it. */
function activeHandles(): readonly unknown[] {
  return (process as unknown as { _getActiveHandles?(): unknown[] })._getActiveHandles?.() ?? [];
}
