/** Mocha's root hooks: the stage for all specs, and a picture of every window when a test fails. */
import type { Context } from 'mocha';
import { saveFailure } from './failures.ts';
import { clearStage, setStage } from './stage.ts';

export const mochaHooks = {
  beforeAll: setStage,
  afterAll: clearStage,
  async afterEach(this: Context): Promise<void> {
    if (this.currentTest?.state === 'failed') await saveFailure(this.currentTest.fullTitle());
  },
};
