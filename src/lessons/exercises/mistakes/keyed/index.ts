import { answersOther } from './answersOther.ts';
import { countStops } from './countStops.ts';
import { countsTwice } from './countsTwice.ts';
import { evictsMostUsed } from './evictsMostUsed.ts';
import { evictsNewest } from './evictsNewest.ts';
import { evictsTooMany } from './evictsTooMany.ts';
import { falsyKey } from './falsyKey.ts';
import { falsyValue } from './falsyValue.ts';
import { fewestGrowsEarly } from './fewestGrowsEarly.ts';
import { fewestIsStale } from './fewestIsStale.ts';
import { fewestStaysOne } from './fewestStaysOne.ts';
import { getIsNoUse } from './getIsNoUse.ts';
import { getRemoves } from './getRemoves.ts';
import { isLfu } from './isLfu.ts';
import { isLru } from './isLru.ts';
import { keysByNumber } from './keysByNumber.ts';
import { missingCounts } from './missingCounts.ts';
import { missingInserts } from './missingInserts.ts';
import { missingIsNotMinusOne } from './missingIsNotMinusOne.ts';
import { neverEvicts } from './neverEvicts.ts';
import { newcomerLeaves } from './newcomerLeaves.ts';
import { nothingIsAUse } from './nothingIsAUse.ts';
import { oldPlaceStays } from './oldPlaceStays.ts';
import { oneTooFew } from './oneTooFew.ts';
import { oneTooMany } from './oneTooMany.ts';
import { putIsNoUse } from './putIsNoUse.ts';
import { putKeepsValue } from './putKeepsValue.ts';
import { putStartsAgain } from './putStartsAgain.ts';
import { refusesWhenFull } from './refusesWhenFull.ts';
import { remembersUses } from './remembersUses.ts';
import { sharedState } from './sharedState.ts';
import { storesNothing } from './storesNothing.ts';
import { tieByArrival } from './tieByArrival.ts';
import { tieByNewest } from './tieByNewest.ts';
import { updateEvicts } from './updateEvicts.ts';
import { useTakesOut } from './useTakesOut.ts';
import { usedLeavesNext } from './usedLeavesNext.ts';
import { victimKeepsPlace } from './victimKeepsPlace.ts';
import type { KeyedMistake } from './mistake.ts';

/** Every mistake that is known by name. Where two explain an answer equally well, the first does. */
export const keyedMistakes: readonly KeyedMistake[] = [
  storesNothing,
  neverEvicts,
  refusesWhenFull,
  evictsTooMany,
  oneTooMany,
  oneTooFew,
  falsyValue,
  falsyKey,
  missingIsNotMinusOne,
  answersOther,
  missingInserts,
  missingCounts,
  getRemoves,
  getIsNoUse,
  putIsNoUse,
  nothingIsAUse,
  putKeepsValue,
  updateEvicts,
  evictsNewest,
  usedLeavesNext,
  oldPlaceStays,
  useTakesOut,
  victimKeepsPlace,
  keysByNumber,
  isLfu,
  isLru,
  tieByArrival,
  tieByNewest,
  evictsMostUsed,
  putStartsAgain,
  countsTwice,
  newcomerLeaves,
  remembersUses,
  fewestIsStale,
  fewestGrowsEarly,
  fewestStaysOne,
  countStops,
  sharedState,
];
