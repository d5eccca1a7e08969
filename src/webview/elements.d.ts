/** What the compiler has to know of the custom elements the dashboard uses. */
import type { VscodeProgressBar } from '@vscode-elements/elements/dist/vscode-progress-bar/vscode-progress-bar.js';
import type { VscodeButton } from '@vscode-elements/elements/dist/vscode-button/vscode-button.js';
import type { VscodeBadge } from '@vscode-elements/elements/dist/vscode-badge/vscode-badge.js';
import type { HTMLAttributes } from 'preact';

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'vscode-button': HTMLAttributes<VscodeButton> & { secondary?: boolean };
      'vscode-badge': HTMLAttributes<VscodeBadge>;
      'vscode-progress-bar': HTMLAttributes<VscodeProgressBar> & {
        indeterminate: boolean;
        value: number;
        max: number;
      };
    }
  }
}
