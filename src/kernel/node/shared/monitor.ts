import { createClient } from '@redis/client';
import { addressOf } from './address.ts';
import { explainConnection, wantsLogin } from './explain.ts';
import { optionsOf } from './line.ts';

/** How a server is listened to. */
export interface MonitorOptions {
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly ca?: string | undefined;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/**
 * Has `onLine` called with every command that the server gets, as `MONITOR` tells it, until the signal comes. Rejects with
 * a sentence where there is no line, or it is lost; the error says as `wantsLogin` whether the user or the password is wrong.
 */
export async function monitor(
  url: string,
  { signal, ...options }: MonitorOptions,
  onLine: (line: string) => void,
): Promise<void> {
  const address = addressOf(url, options);
  const client = createClient({ ...optionsOf(address), RESP: 2, emitInvalidate: false });
  let first: unknown;
  const lost = new Promise<void>((resolve) => {
    client.on('error', (error: unknown) => {
      first ??= error;
      resolve();
    });
  });
  const calledOff = new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve());
  });
  try {
    await Promise.race([calledOff, lost, client.connect()]);
    if (first === undefined && !signal.aborted) {
      await client.monitor((line) => onLine(line));
      await Promise.race([calledOff, lost]);
    }
  } catch (error) {
    first ??= error;
  } finally {
    if (client.isOpen) client.destroy();
  }
  if (first !== undefined && !signal.aborted)
    throw Object.assign(new Error(explainConnection(first, address), { cause: first }), {
      wantsLogin: wantsLogin(first),
    });
}
