import assert from 'node:assert/strict';
import { connectShared } from '../../../src/kernel/node/shared/connect.ts';
import { takeTranslations } from '../../../src/kernel/translations.ts';
import { explain } from '../../../src/sharing/index.ts';

describe('what is wrong with a shared server', () => {
  afterEach(() => takeTranslations({}));

  it('is said in the words that were taken', async () => {
    takeTranslations({
      'Nobody answers at {0}. Start the server, or correct the address; it is tried again by itself.':
        'Niemand antwortet an {0}.',
      'This server is a replica and takes no writes. Connect to its primary.': 'Nur ein Abbild.',
    });
    const line = await connectShared('redis://127.0.0.1:1', { connectTimeout: 20 });
    assert.equal(line.problem, 'Niemand antwortet an redis://127.0.0.1:1.');
    await line.close();
    assert.equal(explain(new Error('READONLY You can’t')), 'Nur ein Abbild.');
  });

  it('is said in those of the source where none were', () => {
    takeTranslations(undefined);
    assert.match(explain(new Error('READONLY You can’t')), /^This server is a replica/);
  });
});
