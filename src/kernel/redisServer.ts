/** A Redis or Valkey server that can be asked. */
export interface RedisServer {
  /** For a client: `unix://PATH`, or `redis://`, with a password where it has one. Not to be shown. */
  readonly url: string;
  /** As it calls itself, with its version: `Redis 7.0.15`. Empty for one that is not ours. */
  readonly title: string;
  /** What can be done to it; absent where it is not ours, or the system has no way. */
  readonly hands?: ServerHands | undefined;
  /** Settles when it has ended; never for one that is not ours. */
  readonly ended: Promise<void>;
  /** Ends it and waits until nothing is left of it; leaves one alone that is not ours. */
  stop(): Promise<void>;
}

/** What a person can do to a server to see what happens. */
export interface ServerHands {
  readonly pid: number;
  /** It stays as it is and answers nobody. */
  pause(): void;
  goOn(): void;
  /** It ends at once, as in a crash. */
  kill(): void;
}
