/**
 * Extends the Markdown of VS Code's notebooks: a question or a task of ours begins with a word that says so, which is
 * not part of its text. Notebooks of other kinds look as before.
 */

/** The parts of markdown-it that are used here. */
interface Token {
  readonly type: string;
  content: string;
  children: Token[] | null;
  attrSet(name: string, value: string): void;
}
interface State {
  readonly tokens: Token[];
  readonly Token: new (type: string, tag: string, nesting: -1 | 0 | 1) => Token;
  /** The cell that is drawn: VS Code hands over what the extension keeps with it. */
  readonly env: { readonly outputItem?: { readonly metadata?: { readonly lead?: unknown } | null } };
}
interface MarkdownIt {
  readonly core: { readonly ruler: { push(name: string, rule: (state: State) => void): void } };
}

type ExtendMarkdown = (extend: (markdown: MarkdownIt) => void) => void;

interface RendererContext {
  readonly getRenderer: (id: string) => Promise<{ readonly extendMarkdownIt?: ExtendMarkdown } | undefined>;
}

const STYLES = `
  .cachebook-directive {
    border-inline-start: 3px solid var(--vscode-textLink-foreground);
    padding-inline-start: 13px;
  }
  .cachebook-directive > .cachebook-lead {
    margin-block: 0 0.4em;
    font-weight: bold;
  }
  .cachebook-directive > :last-child {
    margin-block-end: 0;
  }
`;

/** VS Code calls it before it draws the first Markdown. */
export async function activate({ getRenderer }: RendererContext): Promise<void> {
  const markdown = await getRenderer('vscode.markdown-it-renderer');
  markdown?.extendMarkdownIt?.(({ core }) => core.ruler.push('cachebook-lead', addLead));
  const style = document.createElement('style');
  style.textContent = STYLES;
  // Every Markdown cell gets a copy of what is in such a template.
  const template = document.createElement('template');
  template.classList.add('markdown-style');
  template.content.append(style);
  document.head.append(template);
}

function addLead({ tokens, Token, env }: State): void {
  const lead = env.outputItem?.metadata?.lead;
  if (typeof lead !== 'string') return;
  const make = (type: string, tag: string, nesting: -1 | 0 | 1, className?: string): Token => {
    const token = new Token(type, tag, nesting);
    if (className !== undefined) token.attrSet('class', className);
    return token;
  };
  const text = make('text', '', 0);
  text.content = lead;
  const line = make('inline', '', 0);
  line.content = lead;
  line.children = [text];
  tokens.unshift(
    make('cachebook_open', 'div', 1, 'cachebook-directive'),
    make('paragraph_open', 'p', 1, 'cachebook-lead'),
    line,
    make('paragraph_close', 'p', -1),
  );
  tokens.push(make('cachebook_close', 'div', -1));
}
