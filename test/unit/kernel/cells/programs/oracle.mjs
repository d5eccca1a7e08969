// Runs whole programs as modules, one after the other, and tells what each has printed.
import { inspect } from 'node:util';

let said = [];
globalThis.print = (...values) => {
  said.push(values.map((value) => inspect(value)).join(' '));
};
process.on('message', async (programs) => {
  const results = [];
  for (const [index, program] of programs.entries()) {
    said = [];
    const url = `data:text/javascript,${encodeURIComponent(`${program}\n// ${index}`)}`;
    await import(url).catch((error) => said.push(`Uncaught ${error.name}: ${error.message}`));
    results.push(said);
  }
  process.send(results);
  process.disconnect();
});
