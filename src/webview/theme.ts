/** The colours of the theme, for what is drawn on a canvas and so cannot follow CSS by itself. */

/** Colours and fonts as `styles/tokens.css` maps them from VS Code's. */
export interface Palette {
  readonly text: string;
  readonly grid: string;
  readonly hits: string;
  readonly misses: string;
  readonly font: string;
}

/** What the theme gives at this moment. */
export function readPalette(): Palette {
  const style = getComputedStyle(document.body);
  const token = (name: string): string => style.getPropertyValue(`--cachebook-${name}`).trim();
  return {
    text: token('muted'),
    grid: token('grid'),
    hits: token('hits'),
    misses: token('misses'),
    font: `11px ${style.fontFamily}`,
  };
}

/** Calls `listener` after the person has chosen another theme. Returns what ends it. */
export function onDidChangeTheme(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.body, { attributeFilter: ['class', 'data-vscode-theme-id'] });
  // VS Code puts the colours themselves here; a person may change one while the theme stays.
  observer.observe(document.documentElement, { attributeFilter: ['style'] });
  return () => observer.disconnect();
}

/** How long a movement may take, in ms; 0 for a person who wants none. */
export function readMotion(): number {
  return Number.parseFloat(getComputedStyle(document.body).getPropertyValue('--cachebook-motion')) || 0;
}
