/** The entry of a kernel in a Node child process: this thread supervises; the one that runs the programs has a bundle of its own. */
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { supervise } from './supervisor.ts';

// Certificates are always checked, whatever the environment says.
delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
// Where an error passes from WebAssembly through optimized code, some versions of V8 end the process otherwise.
setFlagsFromString('--no-turbo-inline-js-wasm-calls');
// Python's start runs much code a few times. To optimize that took as much of a processor as the start itself; what runs often still is.
setFlagsFromString('--wasm-tiering-budget=50000000');
supervise(path.join(__dirname, 'session.js'));
