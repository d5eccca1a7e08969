import type { SharedInfo, SharedState } from './types.ts';

/** What a shared function counts beside its copies. */
export interface Counters {
  remote: number;
  waited: number;
  bypassed: number;
  refreshed: number;
  refused: number;
  unreadable: number;
}

export const noCounters = (): Counters => ({
  remote: 0,
  waited: 0,
  bypassed: 0,
  refreshed: 0,
  refused: 0,
  unreadable: 0,
});

type Fields = Omit<SharedInfo, 'toString' | typeof Symbol.iterator>;

class Snapshot implements SharedInfo {
  readonly near: number;
  readonly remote: number;
  readonly misses: number;
  readonly waited: number;
  readonly bypassed: number;
  readonly refreshed: number;
  readonly refused: number;
  readonly unreadable: number;
  readonly invalidated: number;
  readonly owed: number;
  readonly state: SharedState;

  constructor(fields: Fields) {
    this.near = fields.near;
    this.remote = fields.remote;
    this.misses = fields.misses;
    this.waited = fields.waited;
    this.bypassed = fields.bypassed;
    this.refreshed = fields.refreshed;
    this.refused = fields.refused;
    this.unreadable = fields.unreadable;
    this.invalidated = fields.invalidated;
    this.owed = fields.owed;
    this.state = fields.state;
    Object.freeze(this);
  }

  *[Symbol.iterator](): Generator {
    yield* Object.values(this);
  }

  toString(): string {
    const { near, remote, misses, waited, bypassed } = this;
    return `SharedInfo(near=${near}, remote=${remote}, misses=${misses}, waited=${waited}, bypassed=${bypassed})`;
  }
}

export const createSharedInfo = (fields: Fields): SharedInfo => new Snapshot(fields);

/** Where a runtime is told how to print it. */
export const sharedInfoPrototype: object = Snapshot.prototype;
