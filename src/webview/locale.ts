/** `tag` where `Intl` accepts it, else `en`. Chromium and VS Code may call a language `en-US@posix`, under `LANG=C`. */
export function usableLocale(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? 'en';
  } catch {
    return 'en';
  }
}
