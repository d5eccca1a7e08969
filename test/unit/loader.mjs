// Lets Node run our TypeScript, with a stub where it asks for `vscode`: tsconfig.run.json says where that is. The root
// tsconfig.json only refers to others: tsx would miss how JSX is compiled.
import { fileURLToPath } from 'node:url';

process.env.TSX_TSCONFIG_PATH = fileURLToPath(new URL('./tsconfig.run.json', import.meta.url));
await import('tsx');
