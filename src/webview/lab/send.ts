import type { LabViewToHost } from '../../protocol/labView.ts';

/** Says something to the host. */
export type SendToHost = (message: LabViewToHost) => void;
