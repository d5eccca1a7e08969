/** `const`: cannot be assigned once it has a value. `let`: can. Both cannot be read before. `var` can. */
export type Kind = 'const' | 'let' | 'var';

/**
 * The variables of script cells. They are properties of the global object, where engines find them fast and where
 * functions of one cell see what another cell has assigned.
 *
 * The kernel itself runs on the same global object. So a name that the platform has already, as `Map`, never goes
 * there: its cell has it for itself, and later cells get the value that it had after its declaration.
 */
export class ScriptScope {
  private readonly platformNames = new Set(Object.getOwnPropertyNames(globalThis));
  /** Values of variables that have a name of the platform. */
  readonly shadows: Record<string, unknown> = {};

  isOfPlatform(name: string): boolean {
    return this.platformNames.has(name);
  }

  /** Makes room for a variable, also where there was one of that name. */
  declare(name: string, kind: Kind): void {
    if (kind === 'var') this.define(name, undefined, true);
    else {
      Object.defineProperty(globalThis, name, {
        configurable: true,
        enumerable: true,
        get: () => {
          throw new ReferenceError(`Cannot access '${name}' before initialization`);
        },
        set: (value) => this.define(name, value, kind !== 'const'),
      });
    }
  }

  /** Takes back what was declared and never got a value. */
  settle(names: Iterable<string>): void {
    for (const name of names) {
      if (Object.getOwnPropertyDescriptor(globalThis, name)?.get) Reflect.deleteProperty(globalThis, name);
    }
  }

  /** The value of a variable, if it has one. */
  value(name: string): { readonly value: unknown } | undefined {
    const property = Object.getOwnPropertyDescriptor(globalThis, name);
    return property && 'value' in property ? { value: property.value } : undefined;
  }

  private define(name: string, value: unknown, writable: boolean): void {
    Object.defineProperty(globalThis, name, { configurable: true, enumerable: true, writable, value });
  }
}
