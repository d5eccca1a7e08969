import type { ConnectOptions, SharedConnection } from '../../../shared/index.ts';

/** As `ConnectShared` says. */
export function connectShared(url: string, options: ConnectOptions = {}): Promise<SharedConnection> {
  return Promise.reject(new Error(`${url}, ${Object.keys(options).join()}: not there yet.`));
}
