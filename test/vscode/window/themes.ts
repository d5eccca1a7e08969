/**
 * The colour themes that everything is looked at in, by a short name for files: the value of `workbench.colorTheme`,
 * what the list of themes calls it, and the class that the workbench wears.
 */
export const themes = {
  light: { id: 'Default Light Modern', label: 'Light Modern', className: 'vs' },
  dark: { id: 'Default Dark Modern', label: 'Dark Modern', className: 'vs-dark' },
  'high-contrast': { id: 'Default High Contrast', label: 'Dark High Contrast', className: 'hc-black' },
  'high-contrast-light': {
    id: 'Default High Contrast Light',
    label: 'Light High Contrast',
    className: 'hc-light',
  },
} as const;

export type ThemeName = keyof typeof themes;
