import { globalName } from './names.ts';

/**
 * `const`: cannot be assigned once it has a value. `let`: can. Both cannot be read before. `var` can, and keeps the
 * value that an earlier cell gave it.
 */
export type Kind = 'const' | 'let' | 'var';

/** What a cell does with variables that are not its functions' own. */
export interface CellNames {
  readonly declared: ReadonlyMap<string, Kind>;
  /** What it assigns, apart from its declarations. */
  readonly assigned: ReadonlySet<string>;
  /** Names of the platform that its functions use, which a later cell may take. */
  readonly used: ReadonlySet<string>;
}

/** The declarations of one run of a cell. */
export interface CellVariables {
  /** Assigning to its properties gives a `const` or a `let` its first value. */
  readonly first: Record<string, unknown>;
  /** Has an imported name stand for what `read` gives. */
  link(name: string, read: () => unknown): void;
  /** The cell has ended: what has got no value is again what it was before the cell. */
  settle(): void;
}

/** Names by which packages tell one platform from another. */
const TELLING =
  'window document self location navigator define module exports require Deno Bun __dirname __filename';

// A cell may replace them while it runs.
const { defineProperty, deleteProperty, getOwnPropertyDescriptor } = Reflect;
const evaluate = eval;
const { captureStackTrace } = Error as { captureStackTrace?: (error: Error, thrower: () => never) => void };

/**
 * The variables of script cells. They are properties of the global object, where engines find them fast and where
 * functions of one cell see what another cell has assigned.
 *
 * The kernel and packages run on the same global object. So a name that they know, as `Map`, goes there with
 * something invisible behind it, and compiled cells use it so. As long as no cell has declared it, it stands for what
 * the platform has.
 */
export class ScriptScope {
  private readonly platform = new Set(Object.getOwnPropertyNames(globalThis));
  private readonly telling = new Set(TELLING.split(' '));
  private readonly kinds = new Map<string, Kind>();
  /** What any cell assigns. */
  private readonly assigned = new Set<string>();
  /** What enums and namespaces have, by their names. */
  readonly members = new Map<string, Set<string>>();

  isVariable(name: string): boolean {
    return this.kinds.has(name);
  }

  /** Whether the kernel or packages would take a variable of this name for something else. */
  isReserved(name: string): boolean {
    return this.platform.has(name) || this.telling.has(name);
  }

  /** Whether the platform lets nobody change what a name stands for, as `undefined`. */
  isFixed(name: string): boolean {
    return getOwnPropertyDescriptor(globalThis, name)?.configurable === false;
  }

  /** Makes room for the variables of a cell. */
  enter({ declared, assigned, used }: CellNames): CellVariables {
    for (const name of assigned) this.guard(name);
    for (const name of used) this.reach(name);
    const before = new Map<string, () => void>();
    const first: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    for (const [name, kind] of declared) {
      if (kind === 'var') this.declareVar(name);
      else {
        before.set(name, this.declareLexical(name, kind));
        const set = (value: unknown): void => {
          if (before.delete(name)) this.initialize(name, value, kind);
        };
        defineProperty(first, name, { set });
      }
    }
    return {
      first,
      link: (name, read) => {
        if (before.delete(name)) this.define(name, { get: read, set: refuseAssignment });
      },
      settle() {
        for (const restore of before.values()) restore();
        before.clear();
      },
    };
  }

  /** The value of a variable, if it has one. */
  value(name: string): { readonly value: unknown } | undefined {
    const property = this.propertyOf(name);
    if (!property) return undefined;
    return { value: property.get ? (property.get as () => unknown)() : property.value };
  }

  /** Makes a constant whose assignment is tried say what the language says. */
  private guard(name: string): void {
    if (this.assigned.has(name)) return;
    this.assigned.add(name);
    const property = this.propertyOf(name);
    if (this.kinds.get(name) === 'const' && property && 'value' in property)
      this.initialize(name, property.value, 'const');
  }

  /** Has a name of the platform stand for what the platform has. */
  private reach(name: string): void {
    if (this.propertyOf(name) || !(name in globalThis)) return;
    this.define(name, {
      // A function of its own for each name, which an engine makes fast.
      get: evaluate(`(() => ${name})`) as () => unknown,
      set(value) {
        (globalThis as Record<string, unknown>)[name] = value;
      },
    });
  }

  private declareVar(name: string): void {
    const value = this.kinds.has(name) ? this.value(name)?.value : undefined;
    this.kinds.set(name, 'var');
    this.initialize(name, value, 'var');
  }

  /** Returns what makes it undone. */
  private declareLexical(name: string, kind: Kind): () => void {
    const [property, kindBefore] = [this.propertyOf(name), this.kinds.get(name)];
    const refuse = (): never => {
      throw cleanError(new ReferenceError(`Cannot access '${name}' before initialization`), refuse);
    };
    this.kinds.set(name, kind);
    this.define(name, { get: refuse, set: refuse });
    return () => {
      if (kindBefore) this.kinds.set(name, kindBefore);
      else this.kinds.delete(name);
      if (property) this.define(name, property);
      else deleteProperty(globalThis, this.keyOf(name));
    };
  }

  private initialize(name: string, value: unknown, kind: Kind): void {
    if (kind === 'const' && this.assigned.has(name))
      this.define(name, { get: () => value, set: refuseAssignment });
    else this.define(name, { value, writable: kind !== 'const' });
  }

  private define(name: string, property: PropertyDescriptor): void {
    defineProperty(globalThis, this.keyOf(name), { ...property, configurable: true, enumerable: true });
  }

  private propertyOf(name: string): PropertyDescriptor | undefined {
    return getOwnPropertyDescriptor(globalThis, this.keyOf(name));
  }

  private keyOf(name: string): string {
    return this.isReserved(name) ? globalName(name) : name;
  }
}

function refuseAssignment(): never {
  throw cleanError(new TypeError('Assignment to constant variable.'), refuseAssignment);
}

/** An error that seems to come from where `thrower` was called. */
function cleanError(error: Error, thrower: () => never): Error {
  captureStackTrace?.(error, thrower);
  return error;
}
