import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { OutputLine } from '../../protocol/session.ts';
import { formatCount } from '../format.ts';

/** How many of the last lines are shown until a person asks for all. */
const TAIL_LINES = 12;

interface OutputLogProps {
  /** The title of the session that printed it. */
  readonly title: string;
  readonly lines: readonly OutputLine[];
  /** What these lines are called. */
  readonly heading?: string | undefined;
  /** How many came before these. */
  readonly unkept?: number | undefined;
}

/** What a session printed. It stays at its end as lines come, unless a person has scrolled up. */
export function OutputLog({ title, lines, heading = l10n.t('Output'), unkept = 0 }: OutputLogProps): VNode {
  const [all, setAll] = useState(false);
  const region = useRef<HTMLPreElement>(null);
  const atEnd = useRef(true);
  const shown = all ? lines : lines.slice(-TAIL_LINES);
  useLayoutEffect(() => {
    if (atEnd.current) region.current?.scrollTo({ top: region.current.scrollHeight });
  }, [lines, all]);
  return (
    <div class="output">
      <div class="output-title">
        <span class="muted">{heading}</span>
        {lines.length > TAIL_LINES && (
          <button type="button" class="link" aria-expanded={all} onClick={() => setAll(!all)}>
            {all
              ? l10n.t('Show the last {0} lines', TAIL_LINES)
              : l10n.t('Show all {0} lines', formatCount(lines.length))}
          </button>
        )}
      </div>
      {unkept > 0 && <p class="muted">{unkeptText(unkept)}</p>}
      <pre
        ref={region}
        tabIndex={0}
        role="region"
        aria-label={l10n.t('Output of {0}', title)}
        onScroll={({ currentTarget }) => (atEnd.current = isAtEnd(currentTarget))}
      >
        {shown.map(({ text }) => text).join('\n')}
      </pre>
    </div>
  );
}

function unkeptText(count: number): string {
  return l10n.t('Lines that were printed before and are not kept: {0}.', formatCount(count));
}

function isAtEnd({ scrollTop, scrollHeight, clientHeight }: Element): boolean {
  return scrollTop + clientHeight >= scrollHeight - 4;
}
