/** The entry of what is loaded when a shared cache is first used, also by processes that are no kernel: `dist/shared.js`. */
export { memoizeShared } from '../../../sharing/index.ts';
export { connectShared } from './connect.ts';
export { monitor } from './monitor.ts';
export { takeTranslations } from '../../translations.ts';
