/** Decorators of methods, getters and setters, as ECMAScript will have them. */
import * as l10n from '@vscode/l10n';

type Kind = 'method' | 'getter' | 'setter';
type Fn = (this: unknown, ...args: never[]) => unknown;
type Initializer = (this: unknown) => void;

/** What a class says of one decorated method, in the order of the text. */
interface Collected {
  readonly kind: Kind;
  readonly isStatic: boolean;
  readonly decorators: readonly unknown[];
  readonly key: PropertyKey;
}

/** What compiled classes call, each with the number of its place in the text. */
export interface DecoratorHelper {
  /** Collects decorators; the last of `rest` is the key of the method, which is returned. */
  decorate(id: number, kind: Kind, isStatic: boolean, ...rest: unknown[]): PropertyKey;
  /** Applies what was collected last. */
  applyDecorators(id: number, target: NewableFunction, count: number): void;
  /** Runs for a new instance what its class's decorators have asked for. */
  initialize(id: number, instance: object): undefined;
}

export function createDecoratorHelper(): DecoratorHelper {
  const collected = new Map<number, Collected[]>();
  const initializers = new WeakMap<object, { readonly id: number; readonly run: readonly Initializer[] }>();
  return {
    decorate(id, kind, isStatic, ...rest) {
      const key = toKey(rest.pop());
      collected.set(id, [...(collected.get(id) ?? []), { kind, isStatic, decorators: rest, key }]);
      return key;
    },
    applyDecorators(id, target, count) {
      const methods = (collected.get(id) ?? []).slice(-count);
      collected.delete(id);
      const prototype = target.prototype as object;
      const forClass = methods.filter(({ isStatic }) => isStatic).flatMap((each) => apply(target, each));
      const run = methods.filter(({ isStatic }) => !isStatic).flatMap((each) => apply(prototype, each));
      initializers.set(prototype, { id, run });
      for (const initialize of forClass) initialize.call(target);
    },
    initialize(id, instance) {
      for (let at: unknown = instance; at !== null; at = Object.getPrototypeOf(at)) {
        const found = initializers.get(at as object);
        if (found?.id !== id) continue;
        for (const initialize of found.run) initialize.call(instance);
        return;
      }
    },
  };
}

function toKey(value: unknown): PropertyKey {
  return typeof value === 'symbol' ? value : String(value);
}

/** Puts what the decorators make of a method in its place. Returns what they want to have run at the start. */
function apply(home: object, { kind, isStatic, decorators, key }: Collected): Initializer[] {
  const property: Partial<Record<string, unknown>> = { ...Object.getOwnPropertyDescriptor(home, key) };
  const place = ({ method: 'value', getter: 'get', setter: 'set' } as const)[kind];
  const initializers: Initializer[] = [];
  const context = {
    kind,
    name: key,
    static: isStatic,
    private: false,
    access: accessTo(kind, key),
    addInitializer: (initializer: Initializer) => void initializers.push(initializer),
  };
  let current = property[place] as Fn;
  for (const decorator of [...decorators].reverse()) {
    if (typeof decorator !== 'function')
      throw new TypeError(l10n.t('A decorator of "{0}" is no function.', String(key)));
    const made = (decorator as (value: Fn, context: unknown) => unknown)(current, context);
    if (made !== undefined && typeof made !== 'function')
      throw new TypeError(
        l10n.t('A decorator of "{0}" returned something that is no function.', String(key)),
      );
    current = (made as Fn | undefined) ?? current;
  }
  Object.defineProperty(home, key, { ...property, [place]: current });
  return initializers;
}

function accessTo(kind: Kind, key: PropertyKey): Record<string, unknown> {
  const has = (object: object): boolean => key in object;
  const get = (object: Record<PropertyKey, unknown>): unknown => object[key];
  const set = (object: Record<PropertyKey, unknown>, value: unknown): void => void (object[key] = value);
  return kind === 'setter' ? { has, set } : { has, get };
}
