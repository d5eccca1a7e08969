import type { Format } from './format.ts';
import { LineScanner } from './lines.ts';

/** One key per line: whatever stands there. */
export const keys: Format = {
  id: 'keys',
  aliases: ['text', 'txt', 'lines', 'plain', 'keysperline', 'onekeyperline', 'integers'],
  sniff: ({ lines }) => (lines.some(({ length }) => length > 0) ? { settings: {} } : undefined),
  open: (intake) =>
    new LineScanner(intake, (bytes, from, to) => {
      intake.add(bytes, from, to);
      return true;
    }),
};
