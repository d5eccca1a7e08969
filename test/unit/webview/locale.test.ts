import assert from 'node:assert/strict';
import { usableLocale } from '../../../src/webview/locale.ts';

describe('the language of numbers', () => {
  it('is the one asked for where Intl knows such a tag, else English', () => {
    const locales = { 'en-US': 'en-US', 'zh-cn': 'zh-CN', 'en-US@posix': 'en', '': 'en' };
    for (const [tag, locale] of Object.entries(locales)) {
      assert.equal(usableLocale(tag), locale);
      new Intl.NumberFormat(usableLocale(tag));
    }
  });
});
