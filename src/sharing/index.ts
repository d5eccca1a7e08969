export { codeOf, explain } from './problems.ts';
export { messageOf } from './keys.ts';
export { systemTimers } from './timers.ts';
export { valueCodec } from './codec.ts';
export { sharedInfoPrototype } from './info.ts';
export { memoizeShared } from './memoizeShared.ts';
export type {
  Codec,
  ConnectOptions,
  ConnectShared,
  NearOptions,
  Shared,
  SharedClient,
  SharedConnection,
  SharedControls,
  SharedInfo,
  SharedOptions,
  SharedServer,
  SharedState,
  Timers,
} from './types.ts';
