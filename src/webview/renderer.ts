/** Draws the outputs of our notebooks inside VS Code's page for them. */
import * as l10n from '@vscode/l10n';
import { writeNumbersIn } from './format.ts';
import type { OutputRenderer, RendererContext } from './renderer/api.ts';
import { Outputs } from './renderer/outputs.tsx';
import type { Handlers } from '../protocol/handlers.ts';
import { dispatch } from '../protocol/handlers.ts';
import type { HostToRenderer } from '../protocol/renderer.ts';
import { connect, tellNow } from './renderer/toHost.ts';
import { outputStyles, tokens } from './renderer/styles.ts';

/** VS Code calls it before the first output of ours is drawn. */
export function activate({ postMessage, onDidReceiveMessage }: RendererContext): OutputRenderer {
  document.adoptedStyleSheets.push(tokens);
  const outputs = new Outputs(outputStyles);
  const handlers: Handlers<HostToRenderer> = {
    init: ({ language, l10n: translations }) => {
      writeNumbersIn(language);
      if (translations) l10n.config({ contents: translations as l10n.l10nJsonFormat });
      outputs.drawAll();
    },
    recorded: ({ recorded }) => tellNow(recorded),
  };
  onDidReceiveMessage?.((message) => dispatch(handlers, message));
  connect(postMessage);
  postMessage?.({ type: 'ready' });
  return {
    renderOutputItem: (item, element) => outputs.draw(item, element),
    disposeOutputItem: (id) => (id === undefined ? outputs.removeAll() : outputs.remove(id)),
  };
}
