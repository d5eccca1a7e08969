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
  /** Buttons at the end of the title's line. */
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** A section whose content a person can close and open again by its heading. */
export function Disclosure({ class: className, title, status, actions, children }: DisclosureProps): VNode {
  const [open, setOpen] = useState(true);
  const heading = useRef<HTMLButtonElement>(null);
  const buttons = useRef<HTMLDivElement>(null);
  useFocusRescue(buttons, heading);
  return (
    <section class={className} aria-label={title}>
      <header class="disclosure">
        <div class="disclosure-title">
          <h2>
            <button ref={heading} type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
              <Chevron />
              {title}
            </button>
          </h2>
          {status}
        </div>
        <div ref={buttons}>{actions}</div>
      </header>
      <div class="disclosure-content" hidden={!open}>
        {children}
      </div>
    </section>
  );
}
