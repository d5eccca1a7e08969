import type { ComponentType, VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** What a picture is drawn for: data, and how wide its place is, in px. */
export interface SizedProps<Data> {
  readonly data: Data;
  readonly width: number;
}

/** A width until the place is known, and where there is no screen. */
const USUAL_WIDTH = 600;

/** A picture that is drawn anew when the width of its place changes; a pure function of both. */
export function sized<Data>(
  draw: (props: SizedProps<Data>) => VNode,
): ComponentType<{ readonly data: Data }> {
  return function Sized({ data }) {
    const place = useRef<HTMLDivElement>(null);
    const [width, setWidth] = useState(USUAL_WIDTH);
    useLayoutEffect(() => {
      const { current } = place;
      if (!current) return;
      const measure = (): void => setWidth(Math.max(1, Math.floor(current.clientWidth)));
      measure();
      if (typeof ResizeObserver === 'undefined') return;
      const resizing = new ResizeObserver(measure);
      resizing.observe(current);
      return () => resizing.disconnect();
    }, []);
    return (
      <div ref={place} class="sized">
        {draw({ data, width })}
      </div>
    );
  };
}
