import type { Policy } from '../../engine/index.ts';
import { greatest, longer, type Loop, type LoopSettings } from './loop.ts';

/** What is needed of a policy where nothing is ever deleted; and OPT, which is no policy, has no order to show. */
export type Deciding = Pick<Policy, 'admit' | 'insert' | 'hit' | 'evict'> & Partial<Pick<Policy, 'slots'>>;

/** A policy of the engine as it is, over numbered keys: two arrays say which slot a key is in and whose a slot is. */
export class PolicyLoop implements Loop {
  size = 0;
  private readonly limit: number;
  /** By key, its slot; 0 where it is not there. */
  private slotOf: Int32Array;
  private idOf: Int32Array;

  /** `prints` are the fingerprints of the keys; without them their numbers stand in. */
  constructor(
    private readonly policy: Deciding,
    { limit, distinct = 0 }: LoopSettings,
    private readonly prints?: Float64Array,
  ) {
    this.limit = limit;
    this.slotOf = new Int32Array(distinct);
    this.idOf = new Int32Array(Math.min(limit, distinct) + 1);
  }

  answer(ids: Int32Array, outcomes: Uint8Array): number {
    const { policy, limit } = this;
    if (limit === 0) {
      outcomes.fill(0, 0, ids.length);
      return 0;
    }
    this.fit(greatest(ids));
    const { slotOf } = this;
    let hits = 0;
    for (let at = 0; at < ids.length; at++) {
      const id = ids[at]!;
      const present = slotOf[id]!;
      if (present !== 0) {
        policy.hit(present);
        outcomes[at] = 1;
        hits++;
      } else {
        this.store(id);
        outcomes[at] = 0;
      }
    }
    return hits;
  }

  *ids(): Generator<number> {
    for (const slot of this.policy.slots?.() ?? []) yield this.idOf[slot]!;
  }

  private store(id: number): void {
    const { policy, idOf } = this;
    policy.admit?.(this.prints?.[id] ?? id);
    let slot: number;
    if (this.size === this.limit) {
      slot = policy.evict();
      this.slotOf[idOf[slot]!] = 0;
    } else slot = ++this.size;
    idOf[slot] = id;
    this.slotOf[id] = slot;
    policy.insert(slot);
  }

  private fit(key: number): void {
    if (key >= this.slotOf.length) {
      const slotOf = new Int32Array(longer(this.slotOf.length, key));
      slotOf.set(this.slotOf);
      this.slotOf = slotOf;
    }
    const room = Math.min(this.limit, this.slotOf.length) + 1;
    if (this.idOf.length >= room) return;
    const idOf = new Int32Array(room);
    idOf.set(this.idOf);
    this.idOf = idOf;
  }
}
