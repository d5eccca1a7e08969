/** The entry of the thread that runs the programs of a kernel. */
import { workerData } from 'node:worker_threads';
import { serveKernel } from '../serve.ts';
import type { SessionData } from './services.ts';
import { createServices } from './services.ts';
import { createWorkerPort } from './workerPort.ts';

serveKernel(createWorkerPort(), createServices(workerData as SessionData));
