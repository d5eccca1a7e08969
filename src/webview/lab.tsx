/** The page of the lab: brings in styles, elements and translations, then starts. */
import './navigatorLanguage.ts';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import * as l10n from '@vscode/l10n';
import './styles/lab.css';
import { startLab } from './lab/start.tsx';

const translations = JSON.parse(
  document.getElementById('l10n')?.textContent ?? 'null',
) as l10n.l10nJsonFormat | null;
if (translations) l10n.config({ contents: translations });

const root = document.getElementById('root');
if (root) startLab(root, acquireVsCodeApi() as unknown as LabApi);

type LabApi = Parameters<typeof startLab>[1];
