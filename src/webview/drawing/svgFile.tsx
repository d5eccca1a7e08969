import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** Colours of the default themes: a picture that stands alone has none. */
const LIGHT = {
  'editor-background': '#ffffff',
  foreground: '#3b3b3b',
  descriptionForeground: '#606060',
  'widget-border': '#c8c8c8',
  'charts-blue': '#1a85ff',
  'charts-yellow': '#bf8803',
  'charts-red': '#e51400',
  'charts-green': '#388a34',
  'charts-purple': '#652d90',
  'font-family': 'system-ui, sans-serif',
  'editor-font-family': 'ui-monospace, monospace',
};
const DARK = {
  'editor-background': '#1f1f1f',
  foreground: '#cccccc',
  descriptionForeground: '#9d9d9d',
  'widget-border': '#4a4a4a',
  'charts-blue': '#3794ff',
  'charts-yellow': '#cca700',
  'charts-red': '#f14c4c',
  'charts-green': '#89d185',
  'charts-purple': '#b180d7',
};

/** Around a picture, for what hangs over its edges. */
const MARGIN = 16;

/** Stands for a page: an SVG file may be put into one, whose own styles and names stay as they are. */
const ROOT = '.cachebook-picture';

interface Words {
  readonly title: string;
  readonly summary: string;
}

/** A picture as the text of an SVG file; undefined where it is none in SVG. `styles` are ours, as text. */
export function svgFile(picture: VNode, { title, summary }: Words, styles: string): string | undefined {
  const markup = svgIn(renderToString(picture));
  const size = (name: string): number =>
    Math.ceil(Number(new RegExp(`^<svg[^>]* ${name}="([\\d.]+)"`).exec(markup)?.[1] ?? 0));
  const [width, height] = [size('width') + 2 * MARGIN, size('height') + 2 * MARGIN];
  if (markup === '' || size('width') === 0) return undefined;
  const file = renderToString(
    <svg
      xmlns="http://www.w3.org/2000/svg"
      class={ROOT.slice(1)}
      role="img"
      width={width}
      height={height}
      viewBox={`${-MARGIN} ${-MARGIN} ${width} ${height}`}
    >
      <title>{title}</title>
      <desc>{summary}</desc>
      <style>{`${themes()}\n${needed(styles, markup)}`}</style>
      <rect class="ground" x={-MARGIN} y={-MARGIN} width={width} height={height} />
      <g class="sized" dangerouslySetInnerHTML={{ __html: markup }} />
    </svg>,
  );
  return `${file}\n`;
}

/** The first picture in what was drawn; what stands around it belongs to a page. */
function svgIn(html: string): string {
  const start = html.indexOf('<svg');
  return start < 0 ? '' : html.slice(start, html.lastIndexOf('</svg>') + '</svg>'.length);
}

function themes(): string {
  const colours = (theme: Readonly<Record<string, string>>): string =>
    Object.entries(theme)
      .map(([name, value]) => `--vscode-${name}: ${value};`)
      .join(' ');
  return [
    `${ROOT} { ${colours(LIGHT)} font: 12px var(--vscode-font-family); }`,
    `@media (prefers-color-scheme: dark) { ${ROOT} { ${colours(DARK)} } }`,
    `${ROOT} > .ground { fill: var(--vscode-editor-background); }`,
  ].join('\n');
}

/** The rules that a picture has a use for, each for this picture alone; what they say of a page is true of it. */
function needed(css: string, markup: string): string {
  const plain = css.replaceAll(/\/\*[^]*?\*\//g, '').replaceAll(/@[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, '');
  const classes = new Set(
    [...markup.matchAll(/ class="([^"]*)"/g)].flatMap(([, names = '']) => names.split(/\s+/)),
  );
  const isNeeded = (selector: string): boolean => {
    const named = [...selector.matchAll(/\.([\w-]+)/g)];
    const isOfAll = named.every(([, name = '']) => name === 'sized' || classes.has(name));
    return selector === 'body' || (named.length > 0 && isOfAll);
  };
  const rules = plain.matchAll(/([^{}]+)\{([^{}]*)\}/g);
  return [...rules]
    .map(([, selectors = '', body = '']) => {
      const own = selectors
        .split(',')
        .map((selector) => selector.trim())
        .filter(isNeeded);
      const scoped = own.map((selector) => (selector === 'body' ? ROOT : `${ROOT} ${selector}`));
      return scoped.length === 0 ? '' : `${scoped.join(', ')} {${body.replaceAll(/\s+/g, ' ')}}`;
    })
    .filter((rule) => rule !== '')
    .join('\n');
}
