/** How long a piece may take before others get their turn, in ms. */
const SLICE_MS = 4;

/** JSON as bytes that is put together piece by piece, and lets others have their turn: all at once would hold up the host. */
export class SlicedJson {
  private readonly parts: Uint8Array[] = [];
  private readonly encoder = new TextEncoder();
  private since = performance.now();

  /** Adds text as it is. */
  async add(text: string): Promise<void> {
    this.parts.push(this.encoder.encode(text));
    if (performance.now() - this.since < SLICE_MS) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    this.since = performance.now();
  }

  /** Adds a list of values; each is asked for when it is its turn. */
  async addList(values: Iterable<unknown>): Promise<void> {
    let before = '[';
    for (const value of values) {
      await this.add(before + JSON.stringify(value));
      before = ',';
    }
    await this.add(before === '[' ? '[]' : ']');
  }

  bytes(): Uint8Array {
    const bytes = new Uint8Array(this.parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of this.parts) {
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  }
}
