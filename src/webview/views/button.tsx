import type { ComponentChildren, VNode } from 'preact';

interface ButtonProps {
  readonly onClick: () => void;
  /** What a screen reader says where the visible text alone would be ambiguous; it begins with that text. */
  readonly label?: string;
  readonly children: ComponentChildren;
}

/** A button in the manner of VS Code, in its less prominent style. */
export function Button({ onClick, label, children }: ButtonProps): VNode {
  return (
    <vscode-button secondary onClick={onClick} onKeyDown={keepPageStill} aria-label={label}>
      {children}
    </vscode-button>
  );
}

/** The element presses itself on Space but lets the page scroll, too. */
function keepPageStill(event: KeyboardEvent): void {
  if (event.key === ' ') event.preventDefault();
}
