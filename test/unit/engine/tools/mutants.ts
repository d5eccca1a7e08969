import ts from 'typescript';

/** One small mistake in one file. */
export interface Mutant {
  readonly line: number;
  readonly from: string;
  readonly to: string;
  readonly text: string;
}

const swaps: Partial<Record<ts.SyntaxKind, readonly string[]>> = {
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: ['!=='],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: ['==='],
  [ts.SyntaxKind.LessThanToken]: ['<=', '>'],
  [ts.SyntaxKind.LessThanEqualsToken]: ['<', '>'],
  [ts.SyntaxKind.GreaterThanToken]: ['>=', '<'],
  [ts.SyntaxKind.GreaterThanEqualsToken]: ['>', '<'],
  [ts.SyntaxKind.PlusToken]: ['-'],
  [ts.SyntaxKind.MinusToken]: ['+'],
  [ts.SyntaxKind.AsteriskToken]: ['/'],
  [ts.SyntaxKind.SlashToken]: ['*'],
  [ts.SyntaxKind.AmpersandAmpersandToken]: ['||'],
  [ts.SyntaxKind.BarBarToken]: ['&&'],
  [ts.SyntaxKind.QuestionQuestionToken]: ['&&'],
  [ts.SyntaxKind.PlusEqualsToken]: ['-='],
};

/**
 * Every mutant of a source file: other operators, other conditions, other small numbers, statements left out. Lines
 * that say they are only for speed are passed over: without them the answers are the same.
 */
export function mutantsOf(fileName: string, text: string): Mutant[] {
  const source = ts.createSourceFile(fileName, text, ts.ScriptTarget.ES2022, true);
  const mutants: Mutant[] = [];
  const lines = text.split('\n');
  const replace = (node: ts.Node, ...tos: readonly string[]): void => {
    const [start, end] = [node.getStart(source), node.getEnd()];
    const { line } = source.getLineAndCharacterOfPosition(start);
    if (lines[line]?.endsWith('// only speed')) return;
    for (const to of tos) {
      const mutated = `${text.slice(0, start)}${to}${text.slice(end)}`;
      mutants.push({ line: line + 1, from: text.slice(start, end), to, text: mutated });
    }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node)) return;
    mutate(node, replace);
    node.forEachChild(visit);
  };
  visit(source);
  return mutants;
}

function mutate(node: ts.Node, replace: (node: ts.Node, ...tos: readonly string[]) => void): void {
  if (ts.isBinaryExpression(node)) replace(node.operatorToken, ...(swaps[node.operatorToken.kind] ?? []));
  if (node.kind === ts.SyntaxKind.TrueKeyword) replace(node, 'false');
  if (node.kind === ts.SyntaxKind.FalseKeyword) replace(node, 'true');
  if (ts.isNumericLiteral(node) && Number(node.text) <= 2) replace(node, String(Number(node.text) + 1));
  if (ts.isExpressionStatement(node)) replace(node, ';');
  if (ts.isIfStatement(node) || ts.isWhileStatement(node)) replace(node.expression, 'true', 'false');
  if (ts.isConditionalExpression(node)) replace(node.condition, 'true', 'false');
  if (ts.isPrefixUnaryExpression(node)) mutateUnary(node, replace);
}

function mutateUnary(node: ts.PrefixUnaryExpression, replace: (node: ts.Node, to: string) => void): void {
  const operand = node.operand.getText();
  if (node.operator === ts.SyntaxKind.ExclamationToken) replace(node, `(${operand})`);
  if (node.operator === ts.SyntaxKind.PlusPlusToken) replace(node, `--${operand}`);
  if (node.operator === ts.SyntaxKind.MinusMinusToken) replace(node, `++${operand}`);
}
