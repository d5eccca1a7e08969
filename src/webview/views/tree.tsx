import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { ValueTree } from '../../protocol/values.ts';
import { Chevron } from './chevron.tsx';
import { childrenOf, treeRows, treeStep } from './treeRows.ts';

interface TreeProps {
  readonly label: string;
  readonly root: ValueTree;
}

/** A value as a tree that opens and closes, by pointer and by the keys of a tree. One row of it is in the tab order. */
export function Tree({ label, root }: TreeProps): VNode {
  const place = useRef<HTMLUListElement>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set(['']));
  const [chosen, setChosen] = useState('');
  const rows = treeRows(root, open);
  const current = rows.some(({ path }) => path === chosen) ? chosen : '';

  const go = (path: string): void => {
    setChosen(path);
    place.current?.querySelector<HTMLElement>(`[data-path="${path}"]`)?.focus();
  };
  const toggle = (path: string): void => {
    const next = new Set(open);
    if (!next.delete(path)) next.add(path);
    setOpen(next);
    go(path);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const step = treeStep(event.key, rows, current);
    if (!step) return;
    event.preventDefault();
    if ('go' in step) go(step.go);
    else toggle(step.toggle);
  };
  return (
    <ul ref={place} class="tree" role="tree" aria-label={label} onKeyDown={onKeyDown}>
      <Node path="" name="" value={root} open={open} current={current} onPress={toggle} />
    </ul>
  );
}

interface NodeProps {
  readonly path: string;
  readonly name: string;
  readonly value: ValueTree;
  readonly open: ReadonlySet<string>;
  readonly current: string;
  readonly onPress: (path: string) => void;
}

function Node({ path, name, value, ...rest }: NodeProps): VNode {
  const { open, current, onPress } = rest;
  const children = childrenOf(path, value);
  const expanded = children.length > 0 ? open.has(path) : undefined;
  return (
    <li
      role="treeitem"
      data-path={path}
      tabIndex={path === current ? 0 : -1}
      aria-expanded={expanded}
      aria-selected={path === current}
      onClick={(event) => {
        event.stopPropagation();
        onPress(path);
      }}
    >
      <span class="tree-row">
        {children.length > 0 ? <Chevron /> : <span class="chevron" />}
        {name !== '' && <span class="tree-key">{name}</span>}
        <span class="tree-value">{value.label}</span>
      </span>
      {expanded && (
        <ul role="group">
          {children.map((child) => (
            <Node key={child.path} path={child.path} name={child.key} value={child.value} {...rest} />
          ))}
        </ul>
      )}
    </li>
  );
}
