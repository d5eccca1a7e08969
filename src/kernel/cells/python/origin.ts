import type { Origin } from '../../../recording/index.ts';

/** The innermost frame is the product's own. */
const OWN = 1;

/** So many callers are looked through: up to three more are the product's own, a person's code stands above them. */
const FRAMES = 16;

/** What Python knows of its frames. Each is compiled, so that no code of a cell runs while it is asked. */
export interface FrameTools {
  frameAt(depth: number): Frame;
  callerOf(frame: Frame): Frame | undefined;
  fileOf(frame: Frame): string;
  lineOf(frame: Frame): number;
}

/** A frame of Python's, held until it is destroyed. */
interface Frame {
  destroy(): void;
}

/** The innermost line that runs now in one of these files. Only to be asked while one of Python's caches is. */
export function findOrigin(python: FrameTools, files: ReadonlySet<string>): Origin | undefined {
  let frame: Frame | undefined = python.frameAt(OWN);
  for (let count = 0; count < FRAMES && frame; count++) {
    const inner: Frame = frame;
    try {
      const file = python.fileOf(inner);
      if (files.has(file)) return { file, line: python.lineOf(inner) };
      frame = python.callerOf(inner);
    } finally {
      inner.destroy();
    }
  }
  frame?.destroy();
  return undefined;
}
