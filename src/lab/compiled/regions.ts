import { CHUNK } from '../trace.ts';
import type { Exports } from './code.ts';

const PAGE = 65_536;

/** Each region begins at a multiple of so many bytes. */
const GRAIN = 16;

interface Region {
  readonly at: number;
  readonly bytes: number;
}

/** What every loop has: requests to answer, at most `CHUNK`, and what they met. */
const common = { ids: 4 * CHUNK, outcomes: CHUNK };

/**
 * One instance of the compiled loops. Its memory is divided into regions, in the order of their names. The loops look at
 * no bounds, so a region has to have its length before they are called. Where one grows, those behind it move up.
 */
export class Regions<Name extends string> {
  readonly code: Exports;
  private readonly names: readonly (Name | keyof typeof common)[];
  private readonly all = new Map<string, Region>();

  constructor(code: WebAssembly.Module, names: readonly Name[]) {
    this.code = new WebAssembly.Instance(code, {}).exports as unknown as Exports;
    this.names = ['ids', 'outcomes', ...names];
    const none = Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
    this.fit(none);
  }

  /** Where a region begins; it may be elsewhere after `fit`. */
  at(name: Name | keyof typeof common): number {
    return this.all.get(name)?.at ?? 0;
  }

  /** A region as numbers of 32 bits; good until the next `fit`. */
  words(name: Name | keyof typeof common): Int32Array<ArrayBuffer> {
    const { at, bytes } = this.region(name);
    return new Int32Array(this.buffer, at, bytes >>> 2);
  }

  bytes(name: Name | keyof typeof common): Uint8Array<ArrayBuffer> {
    const { at, bytes } = this.region(name);
    return new Uint8Array(this.buffer, at, bytes);
  }

  doubles(name: Name): Float64Array<ArrayBuffer> {
    const { at, bytes } = this.region(name);
    return new Float64Array(this.buffer, at, bytes >>> 3);
  }

  /** Gives each region so many bytes, or leaves it as it is where it has more. What is new is 0. */
  fit(lengths: Readonly<Record<Name, number>>): void {
    const wanted: Readonly<Record<string, number>> = { ...lengths, ...common };
    let end = Math.ceil(this.code.free.value / GRAIN) * GRAIN;
    const moved = this.names.map((name) => {
      const from = this.region(name);
      const bytes = Math.max(from.bytes, Math.ceil((wanted[name] ?? 0) / GRAIN) * GRAIN);
      const to = { at: end, bytes };
      end += bytes;
      return { name, from, to };
    });
    const missing = Math.ceil((end - this.buffer.byteLength) / PAGE);
    if (missing > 0) this.code.memory.grow(missing);
    const memory = new Uint8Array(this.buffer);
    // The last one first: nothing is written over what has not moved yet.
    for (const { name, from, to } of moved.reverse()) {
      memory.copyWithin(to.at, from.at, from.at + from.bytes);
      memory.fill(0, to.at + from.bytes, to.at + to.bytes);
      this.all.set(name, to);
    }
  }

  private get buffer(): ArrayBuffer {
    return this.code.memory.buffer;
  }

  private region(name: string): Region {
    return this.all.get(name) ?? { at: 0, bytes: 0 };
  }
}
