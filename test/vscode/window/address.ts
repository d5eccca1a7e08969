import type { Server } from '../server/server.ts';

export interface WindowOptions {
  /** The folder to open; without it an empty window. */
  readonly folder?: string;
  /** A folder with an extension to run from its sources, as F5 does. */
  readonly extension?: string;
  /** A module whose `run()` is called inside the extension host. */
  readonly tests?: string;
}

/** The page of a server that shows a window with these options. */
export function windowAddress(server: Pick<Server, 'port' | 'token'>, options: WindowOptions = {}): string {
  const authority = `127.0.0.1:${server.port}`;
  const remote = (file: string) => `vscode-remote://${authority}${file}`;
  const payload = [
    ...(options.extension ? [['extensionDevelopmentPath', remote(options.extension)]] : []),
    ...(options.tests ? [['extensionTestsPath', remote(options.tests)]] : []),
    ['skipWelcome', 'true'],
  ];
  const query = new URLSearchParams();
  if (server.token) query.set('tkn', server.token);
  if (options.folder) query.set('folder', options.folder);
  else query.set('ew', 'true');
  query.set('payload', JSON.stringify(payload));
  return `http://${authority}/?${query.toString()}`;
}
