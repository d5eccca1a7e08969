import type { Node, Statement, VariableDeclaration } from '@babel/types';
import * as l10n from '@vscode/l10n';
import { HELPER, localName } from './names.ts';
import type { Place } from './place.ts';
import { stopIfLate } from './reentry.ts';
import type { Rewriter } from './rewriter.ts';
import { bindingsOf, endOf, startOf } from './tree.ts';

const RESOURCES = localName('resources');
const ERROR = localName('error');

/** What stands around statements that have `using` among them; undefined where none has. */
export function resourceFrame(
  statements: readonly Statement[],
  place: Place,
): { before: string; after: string } | undefined {
  const kinds = statements.map((each) => (each.type === 'VariableDeclaration' ? each.kind : ''));
  if (kinds.includes('await using')) return frame('await ', place);
  return kinds.includes('using') ? frame('', place) : undefined;
}

function frame(wait: '' | 'await ', { canWait }: Place): { before: string; after: string } {
  const stop = canWait ? stopIfLate() : '';
  const close = wait ? `await ${RESOURCES}.closeAsync();${stop}` : `${RESOURCES}.close();`;
  return {
    before: `const ${RESOURCES} = ${HELPER}.resources(); try {`,
    after: `} catch (${ERROR}) { ${stop}${RESOURCES}.fail(${ERROR}); } finally { ${stop}${close} }`,
  };
}

/** Has a block give back what its statements hold. */
export function withResources(
  { edits }: Rewriter,
  statements: readonly Statement[],
  place: Place,
  from: number,
  to: number,
): void {
  const around = resourceFrame(statements, place);
  if (around) edits.wrap(from, to, around.before, around.after);
}

/** The value of a `using`. */
export function holdResource(rewriter: Rewriter, value: Node, kind: VariableDeclaration['kind']): void {
  rewriter.edits.wrap(startOf(value), endOf(value), `${RESOURCES}.use((`, `), ${kind === 'await using'})`);
}

/** `for (using resource of resources)`: each is given back at the end of its turn. */
export function eachWithResource(
  rewriter: Rewriter,
  declaration: VariableDeclaration,
  body: Node,
  place: Place,
): void {
  const [identifier] = bindingsOf(declaration.declarations[0]?.id);
  if (!identifier) return;
  const { before, after } = frame(declaration.kind === 'await using' ? 'await ' : '', place);
  const { name } = identifier;
  const hold = `const ${name} = ${RESOURCES}.use(${localName(name)}, ${declaration.kind === 'await using'});`;
  rewriter.edits.wrap(startOf(body), endOf(body), `{${before}${hold}`, `${after}}`);
}

/** What cannot be done in every engine. */
export function refuseInLoop(rewriter: Rewriter, node: Node): never {
  return rewriter.refuse(node, l10n.t('Write "using" before the loop, in a block of its own.'));
}
