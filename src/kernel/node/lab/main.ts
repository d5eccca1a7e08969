/** The entry of the lab's process: it reads traces and runs policies over them, in limits of its own. */
import { isMainThread, workerData } from 'node:worker_threads';
import type { HostToLab, LabToHost } from '../../../protocol/lab.ts';
import { openHostChannel } from '../hostChannel.ts';
import { isCounting, runCounting } from './counting.ts';
import { Lab } from './lab.ts';
import { runThread } from './thread.ts';

if (isMainThread) {
  // Without the host nobody waits for an answer.
  const channel = openHostChannel<HostToLab, LabToHost>(() => process.exit());
  const lab = new Lab(__filename, (message) => channel.send(message));
  let turn = Promise.resolve();
  channel.onMessage((question) => {
    turn = turn.then(() => lab.answer(question));
  });
} else if (isCounting(workerData)) {
  runCounting();
} else {
  runThread();
}
