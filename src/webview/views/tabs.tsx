import type { ComponentChildren, VNode } from 'preact';
import { useId, useRef } from 'preact/hooks';

interface TabsProps {
  readonly label: string;
  readonly tabs: readonly { readonly id: string; readonly label: string }[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
  /** What belongs to the chosen one. */
  readonly children: ComponentChildren;
}

/** One of several things at a time. The arrow keys go from tab to tab. */
export function Tabs({ label, tabs, chosen, onChoose, children }: TabsProps): VNode {
  const base = useId();
  const list = useRef<HTMLDivElement>(null);
  const move = (by: number): void => {
    const place = tabs.findIndex(({ id }) => id === chosen);
    const next = (place + by + tabs.length) % tabs.length;
    const id = tabs[next]?.id;
    if (id !== undefined) onChoose(id);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
  };
  return (
    <div class="tabs">
      <div
        ref={list}
        role="tablist"
        aria-label={label}
        onKeyDown={({ key }) => {
          if (key === 'ArrowRight') move(1);
          if (key === 'ArrowLeft') move(-1);
        }}
      >
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${base}-${tab.id}`}
            aria-selected={tab.id === chosen}
            aria-controls={`${base}-panel`}
            tabIndex={tab.id === chosen ? 0 : -1}
            onClick={() => onChoose(tab.id)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${base}-panel`} aria-labelledby={`${base}-${chosen}`}>
        {children}
      </div>
    </div>
  );
}
