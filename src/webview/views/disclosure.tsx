import type { ComponentChildren, VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Chevron } from './chevron.tsx';
import { useFocusRescue } from './focusRescue.ts';

interface DisclosureProps {
  /** The class of the whole. */
  readonly class: string;
  readonly title: string;
  /** Stands beside the title, also while closed. */
  readonly status: ComponentChildren;
  /** What stands there instead of the content, in a line. */
  readonly summary: string;
  /** Whether it is closed until the person opens it. What they have chosen stays. */
  readonly isFolded: boolean;
  /** Buttons at the end of the title's line. */
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** A section whose content a person can close and open again by its heading. */
export function Disclosure({
  class: className,
  title,
  status,
  summary,
  isFolded,
  ...rest
}: DisclosureProps): VNode {
  const { actions, children } = rest;
  const [chosen, choose] = useState<boolean>();
  const open = chosen ?? !isFolded;
  const heading = useRef<HTMLButtonElement>(null);
  const buttons = useRef<HTMLDivElement>(null);
  useFocusRescue(buttons, heading);
  return (
    <section class={className} aria-label={title}>
      <header class="disclosure">
        <div class="disclosure-title">
          <h2>
            <button ref={heading} type="button" aria-expanded={open} onClick={() => choose(!open)}>
              <Chevron />
              {title}
            </button>
          </h2>
          {status}
          {!open && <span class="muted">{summary}</span>}
        </div>
        <div ref={buttons} class="actions">
          {actions}
        </div>
      </header>
      <div class="disclosure-content" hidden={!open}>
        {children}
      </div>
    </section>
  );
}
