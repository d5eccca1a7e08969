/** How wide a character of a key is about, in px. */
const CHARACTER = 7.3;

/** How wide so many characters are about, in px. */
export const widthOf = (characters: number): number => characters * CHARACTER;

/** How many characters there is room for. */
export const charactersIn = (width: number): number => Math.floor(width / CHARACTER) + 1;

/** A place in a picture, in px from its top left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
}

/** Things in boxes of one size side by side, in as many lines as the width asks for. */
export interface Flow<Item> {
  readonly boxes: readonly (Box & { readonly item: Item })[];
  /** The height of all lines, in px; 0 of none. */
  readonly height: number;
}

/** The measures of a flow, in px. */
export interface Measures {
  readonly left: number;
  readonly top: number;
  /** Where the picture ends. */
  readonly right: number;
  readonly width: number;
  readonly height: number;
  readonly gap: number;
}

/** Puts things side by side; `gapBefore` is the room that one needs beside the usual gap. */
export function flow<Item>(
  items: readonly Item[],
  { left, top, right, width, height, gap }: Measures,
  gapBefore: (item: Item) => number = () => 0,
): Flow<Item> {
  let [x, y] = [left, top];
  const boxes = items.map((item) => {
    const extra = gapBefore(item);
    if (x > left && x + extra + width > right) [x, y] = [left, y + height + gap];
    const box = { item, x: x + extra, y };
    x += extra + width + gap;
    return box;
  });
  return { boxes, height: items.length === 0 ? 0 : y + height - top };
}

/** A text of at most so many characters; of a longer one the beginning. */
export function clip(text: string, most: number): string {
  const characters = Array.from(text);
  return characters.length <= most ? text : `${characters.slice(0, Math.max(1, most - 1)).join('')}…`;
}
