export { type Answered } from './answered.ts';
export { both, ownOf } from './both.ts';
export { callTree, type Call, type CallTree } from './callTree.ts';
export { causes, type Cause } from './causes.ts';
export { MOST_POINTS, thinned, type Point } from './counts.ts';
export {
  bytesOf,
  CHUNK,
  chunkOf,
  EVENT_BYTES,
  isRequest,
  isTick,
  kinds,
  wordingOf,
  type CacheFacts,
  type Chunk,
  type Counts,
  type Kind,
  type NewKeys,
  type Place,
  type Tick,
  type Wording,
} from './events.ts';
export { type Follower } from './follower.ts';
export { nextVictim, segmentsOf, type Moment, type Part, type PicturedEntry } from './moment.ts';
export { cloneState } from './keep.ts';
export { type Life } from './lives.ts';
export { missClasses, type MissClass, type Misses } from './misses.ts';
export { type Lane, type Race } from './race.ts';
export { isOrigins, MOST_ORIGINS, type Origin, type Origins } from './origins.ts';
export { whole, type Sliced } from './slices.ts';
export { Recording, type RecordedEvent, type RecordingOptions } from './recording.ts';
export { isOneList } from './replay.ts';
export { Recorder, type CacheWriter, type FindOrigin, type NewCache, type Surroundings } from './writer.ts';
