/**
 * Which node of a picture stands for which thing. A thing keeps its node, so that it can be seen to move. Where nothing
 * is to be seen moving the nodes stay where they are and stand for other things: to write into a node takes a part of
 * the time that it takes to make one, and after a jump nearly all that is drawn is new.
 */
export class NodeKeys {
  private keys = new Map<string, number>();
  private last = 0;

  /** A key for each thing in the order in which they are drawn; no thing may be named twice. */
  of(things: readonly string[], isMoving: boolean): readonly number[] {
    const before = this.keys;
    const inOrder = [...before.values()];
    this.keys = new Map();
    const keys = things.map((thing, place) => {
      const key = (isMoving ? before.get(thing) : inOrder[place]) ?? ++this.last;
      this.keys.set(thing, key);
      return key;
    });
    return keys;
  }
}
