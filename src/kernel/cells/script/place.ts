/** The names of a block or function in the text of a cell. */
export class StaticScope {
  /** Enums and namespaces whose variable stands already. */
  readonly open = new Set<string>();
  private readonly members = new Map<string, Set<string>>();

  constructor(
    private readonly parent: StaticScope | undefined,
    /** By name: how code inside reaches it, where that is not the name. */
    private readonly names: ReadonlyMap<string, string>,
    /** What merged enums and namespaces have from before. */
    known: ReadonlyMap<string, ReadonlySet<string>> = new Map(),
  ) {
    for (const [name, members] of known) this.members.set(name, new Set(members));
  }

  static of(parent: StaticScope, names: readonly string[]): StaticScope {
    return new StaticScope(parent, new Map(names.map((name) => [name, name])));
  }

  /** How a name is reached; undefined where it is none of the cell's inner ones. */
  find(name: string): string | undefined {
    return this.names.get(name) ?? this.parent?.find(name);
  }

  /** What an enum or namespace of this scope has so far. */
  membersOf(name: string): Set<string> {
    const known = this.members.get(name) ?? new Set();
    this.members.set(name, known);
    return known;
  }

  get allMembers(): ReadonlyMap<string, ReadonlySet<string>> {
    return this.members;
  }
}

/** Where a node stands. */
export interface Place {
  readonly scope: StaticScope;
  /** A `var` here is the cell's. */
  readonly isCells: boolean;
  /** It may run after the cell. */
  readonly isDeferred: boolean;
  /** An `await` may stand here. */
  readonly canWait: boolean;
}
