/** The dashboard's page: brings in styles, elements and translations, then starts. */
import './navigatorLanguage.ts';
import '@vscode-elements/elements/dist/vscode-badge/index.js';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import * as l10n from '@vscode/l10n';
import 'uplot/dist/uPlot.min.css';
import './styles/dashboard.css';
import { start } from './start.tsx';

const translations = JSON.parse(
  document.getElementById('l10n')?.textContent ?? 'null',
) as l10n.l10nJsonFormat | null;
if (translations) l10n.config({ contents: translations });

const root = document.getElementById('root');
if (root) start(root, acquireVsCodeApi());
