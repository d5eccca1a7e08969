/** Who ends what: everything that must be ended is held by exactly one of these. */

export interface Disposable {
  dispose(): void;
}

/** Holds things and ends them together, the newest first. */
export class Disposables implements Disposable {
  private readonly held: Disposable[] = [];

  /** Keeps `disposable` until this is disposed, and hands it back. */
  add<D extends Disposable>(disposable: D): D {
    this.held.push(disposable);
    return disposable;
  }

  dispose(): void {
    for (const disposable of this.held.splice(0).reverse()) disposable.dispose();
  }
}

/** Holds at most one thing: a new one ends the one before. */
export class Current<T extends Disposable> implements Disposable {
  private held: T | undefined;

  get value(): T | undefined {
    return this.held;
  }

  set value(next: T | undefined) {
    const before = this.held;
    this.held = next;
    if (before !== next) before?.dispose();
  }

  dispose(): void {
    this.value = undefined;
  }
}
