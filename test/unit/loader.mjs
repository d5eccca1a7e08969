// Lets Node run our TypeScript. The root tsconfig.json only refers to others: tsx would miss how JSX is compiled.
import { fileURLToPath } from 'node:url';

process.env.TSX_TSCONFIG_PATH = fileURLToPath(new URL('../../tsconfig.base.json', import.meta.url));
await import('tsx');
