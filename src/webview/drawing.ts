/** The bundle that draws files for the host, which may not import any of our views. */
import * as l10n from '@vscode/l10n';
import type { Drawings } from '../protocol/drawing.ts';
import * as drawing from './drawing/draw.tsx';
import { writeNumbersIn } from './format.ts';
import charts from './styles/charts.css';
import timeMachine from './styles/timeMachine.css';
import tokens from './styles/tokens.css';

export const createDraw: Drawings['createDraw'] = (language, translations) => {
  writeNumbersIn(language);
  if (translations) l10n.config({ contents: translations as l10n.l10nJsonFormat });
  return drawing.createDraw([tokens, charts, timeMachine].join('\n'));
};
