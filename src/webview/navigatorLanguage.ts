/** Comes before uPlot, which does not load where `Intl` rejects the browser's language. */
import { usableLocale } from './locale.ts';

Object.defineProperty(navigator, 'language', { value: usableLocale(navigator.language) });
