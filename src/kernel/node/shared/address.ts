import type { ConnectOptions } from '../../../sharing/index.ts';

/** Where a server is, and who asks. */
export interface Address {
  /** Of a socket, or undefined. */
  readonly path: string | undefined;
  readonly host: string;
  readonly port: number;
  readonly isSecure: boolean;
  readonly ca: string | undefined;
  readonly username: string | undefined;
  readonly password: string | undefined;
  readonly database: number;
  /** How long a connection may take, in ms. */
  readonly connectTimeout: number;
}

const HOW =
  'Write redis://localhost:6379, rediss://… for an encrypted line, or the path of a socket as unix:///tmp/redis.sock.';

/** Reads an address. Throws a `TypeError` that says how one is written; it repeats no password. */
export function addressOf(url: unknown, options: ConnectOptions): Address {
  if (typeof url !== 'string') throw new TypeError(`The address of the server must be a text. ${HOW}`);
  const { ca, connectTimeout = 1 } = options;
  if (!(connectTimeout > 0 && connectTimeout < Infinity))
    throw new TypeError('connectTimeout must be a finite number of seconds above 0.');
  const common = { ca, connectTimeout: connectTimeout * 1000 };
  if (url.startsWith('/'))
    return { ...common, ...nowhere, path: url, username: options.username, password: options.password };
  const parsed = parse(url);
  const { protocol, pathname } = parsed;
  const login = {
    username: options.username ?? partOf(parsed.username),
    password: options.password ?? partOf(parsed.password),
  };
  if (protocol === 'unix:') return { ...common, ...nowhere, ...login, path: decodeURIComponent(pathname) };
  if (protocol !== 'redis:' && protocol !== 'rediss:' && protocol !== 'valkey:' && protocol !== 'valkeys:')
    throw new TypeError(`"${protocol}" is no address of a Redis or Valkey. ${HOW}`);
  const database = pathname === '' || pathname === '/' ? 0 : Number(pathname.slice(1));
  if (!Number.isInteger(database) || database < 0)
    throw new TypeError(
      `Behind the address stands the number of a database, as in redis://localhost/1. ${HOW}`,
    );
  return {
    ...common,
    ...login,
    path: undefined,
    host: parsed.hostname.replace(/^\[|\]$/g, '') || 'localhost',
    port: parsed.port === '' ? 6379 : Number(parsed.port),
    isSecure: protocol === 'rediss:' || protocol === 'valkeys:',
    database,
  };
}

const nowhere = { host: '', port: 0, isSecure: false, database: 0 };

const partOf = (text: string): string | undefined => (text === '' ? undefined : decodeURIComponent(text));

function parse(url: string): URL {
  try {
    return new URL(url);
  } catch {
    throw new TypeError(`This is no address of a server. ${HOW}`);
  }
}

/** For a sentence: without user and password. */
export function nameOf({ path, host, port, isSecure }: Address): string {
  return path ?? `${isSecure ? 'rediss' : 'redis'}://${host}:${port}`;
}
