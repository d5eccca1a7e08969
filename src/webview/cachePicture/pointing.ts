/** What the parts of the picture share: the entry that the pointer is on is made out in all of them. */
export interface Pointing {
  readonly active: string | undefined;
  readonly onPoint: (id: string | undefined) => void;
}
