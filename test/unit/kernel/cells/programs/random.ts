import fc from 'fast-check';

/** Names that a program gives its variables. The platform has some of them; packages ask for others. */
const NAMES = ['a', 'b', 'total', 'fetch', 'performance', 'Map', 'window', 'Date', 'process', 'URL'];

const KINDS = ['let', 'const', 'var', 'function', 'class', 'pattern'] as const;

type Kind = (typeof KINDS)[number];

interface Step {
  readonly what: number;
  readonly name: number;
  readonly other: number;
  readonly kind: Kind;
}

const step: fc.Arbitrary<Step> = fc.record({
  what: fc.nat(11),
  name: fc.nat(NAMES.length - 1),
  other: fc.nat(NAMES.length - 1),
  kind: fc.constantFrom(...KINDS),
});

/**
 * Programs that declare, assign, capture and show variables. What functions use may be declared behind them; they are
 * called when all of it is there.
 */
export const program: fc.Arbitrary<string> = fc.array(step, { minLength: 12, maxLength: 40 }).map(write);

function write(steps: readonly Step[]): string {
  const known = new Map<string, Kind>();
  const waiting: { readonly call: string; readonly needs: readonly string[] }[] = [];
  const lines: string[] = [];
  for (const [number, each] of steps.entries()) {
    const [name, other] = [NAMES[each.name]!, NAMES[each.other]!];
    lines.push(...lineOf(each, number, name, other, known, waiting));
  }
  for (const [number, name] of NAMES.entries()) if (!known.has(name)) lines.push(`let ${name} = ${number}`);
  return [...lines, ...waiting.map(({ call }) => call), `print(${NAMES.map(show).join(', ')})`].join('\n');
}

function lineOf(
  { what, kind }: Step,
  number: number,
  name: string,
  other: string,
  known: Map<string, Kind>,
  waiting: { call: string; needs: readonly string[] }[],
): string[] {
  if (!known.has(name)) {
    if (what < 8) {
      known.set(name, kind);
      return [declaration(kind, name, number)];
    }
    waiting.push({ call: `print(read${number}())`, needs: [name] });
    return [`function read${number}() { return ${show(name)} }`];
  }
  const isBoth = known.has(other);
  switch (what) {
    case 0:
      return [`try { ${name} = ${number} } catch (e) { print(e.name, e.message) }`];
    case 1:
      return [`try { ${name}++ } catch (e) { print(e.message) }`];
    case 2:
      return [
        `const set${number} = () => { ${name} = [${number}] }`,
        `try { set${number}() } catch (e) { print(e.message) }`,
      ];
    case 3:
      return isBoth
        ? [`try { [${name}, ${other}] = [${other}, ${name}] } catch (e) { print(e.message) }`]
        : [];
    case 4:
      return [`print({ ${name} }.${name} === ${name}, ${show(name)}, ((${name}) => ${name})(${number}))`];
    case 5:
      return [`{ let ${name} = 'inner'; print(${name}) }`];
    case 6:
      return [
        `try { ({ ${name}, x: ${name} = () => ${number} } = { ${name}: ${number} }); print(${show(name)}) } catch (e) { print(e.message) }`,
      ];
    case 7:
      return known.get(name) === 'var'
        ? [`var ${name}`, `if (${number} % 2) var ${name} = ${number}`, `print(${show(name)})`]
        : [];
    case 8:
      return [`try { for (${name} of [1, 2]) print(${name}) } catch (e) { print(e.message) }`];
    case 9:
      return [`const late${number} = () => ${show(name)}`, `print(late${number}())`];
    case 10:
      return [`for (let ${name} = 0; ${name} < 2; ${name}++) print(${name})`];
    default:
      return [
        `try { ${name} = class {}; print(${name}.name); ${name} ??= 1 } catch (e) { print(e.message) }`,
      ];
  }
}

function declaration(kind: Kind, name: string, number: number): string {
  const value = number % 3 === 0 ? `() => ${number}` : String(number);
  if (kind === 'function') return `function ${name}() { return [${number}, typeof ${name}] }`;
  if (kind === 'class') return `class ${name} { static n = ${number}; static me() { return ${name}.n } }`;
  if (kind === 'pattern')
    return `const { ${name} = () => ${number}, ...rest${number} } = { other: ${number} }`;
  return `${kind} ${name} = ${value}`;
}

/** Says what a variable is, whatever it is. */
function show(name: string): string {
  return `[typeof ${name}, ${name}?.name, typeof ${name} === 'function' ? ${name}.n : ${name}]`;
}
