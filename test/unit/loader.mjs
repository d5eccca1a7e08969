// Lets Node run our TypeScript, with a stub where it asks for `vscode`. tsx would do so, too, but gives each inner function
// its name by a call wherever it is made, which is a tenth of all the work of these tests.
import { register } from 'node:module';

process.setSourceMapsEnabled(true);
register('./hooks.mjs', import.meta.url);
// Mocha asks here whether it may require what it could import. What it requires goes past our hooks, and of what fails it
// tells how it could not be required, instead of what is wrong with it.
Object.defineProperty(process.features, 'require_module', { value: false });
