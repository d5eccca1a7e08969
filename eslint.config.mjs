import tseslint from 'typescript-eslint';

/** Folders that a folder may not import, and why: the walls of the house. */
const wall = (files, group, message) => ({
  files: [`src/${files}/**/*.{ts,tsx}`],
  rules: { 'no-restricted-imports': ['error', { patterns: [{ group, message }] }] },
});

const platform = ['vscode', 'node:*', '@vscode/vscode*'];

export default tseslint.config(
  { ignores: ['dist/', 'out/', 'coverage/', 'node_modules/', '.vscode-test/'] },
  {
    files: ['src/**/*.{ts,tsx}', 'test/**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    // One program of everything: each project for itself would check again what it refers to.
    languageOptions: {
      parserOptions: { project: 'tsconfig.lint.json', tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'max-lines': ['error', { max: 300, skipComments: true, skipBlankLines: true }],
      eqeqeq: 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/unified-signatures': 'off',
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    rules: { 'max-lines-per-function': ['error', { max: 60, skipComments: true, skipBlankLines: true }] },
  },
  {
    files: ['test/**/*.{ts,tsx}'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['src/engine/**/*.ts', 'src/recording/**/*.ts'],
    rules: {
      // Engine and recording read arrays of numbers by places that they wrote themselves; a check at every read would cost their speed.
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-restricted-globals': ['error', 'Date', 'console', 'setTimeout', 'setInterval', 'queueMicrotask'],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: 'Take a seed.' }],
    },
  },
  wall(
    'engine',
    [...platform, '**/lessons/**', '**/protocol/**', '**/kernel/**', '**/webview/**', '**/host/**'],
    'The engine imports nothing outside src/engine.',
  ),
  wall(
    'shared',
    [
      ...platform,
      '**/recording/**',
      '**/lessons/**',
      '**/protocol/**',
      '**/kernel/**',
      '**/webview/**',
      '**/host/**',
    ],
    'The shared cache knows the engine only.',
  ),
  wall(
    'recording',
    [...platform, '**/lessons/**', '**/protocol/**', '**/kernel/**', '**/webview/**', '**/host/**'],
    'The recording knows the engine only.',
  ),
  wall(
    'lessons',
    [...platform, '**/protocol/**', '**/kernel/**', '**/webview/**', '**/host/**'],
    'Lessons know the engine only.',
  ),
  wall(
    'protocol',
    [...platform, '**/lessons/**', '**/kernel/**', '**/webview/**', '**/host/**'],
    'The protocol knows the engine only.',
  ),
  wall(
    'watch',
    [...platform, '**/lessons/**', '**/kernel/**', '**/webview/**', '**/host/**'],
    'What watched programs tell is read without a platform.',
  ),
  wall(
    'kernel',
    ['vscode', '**/webview/**', '**/host/**'],
    'Kernel, webview and host meet only in protocol.',
  ),
  wall(
    'webview',
    [...platform, '**/lessons/**', '**/kernel/**', '**/host/**'],
    'Kernel, webview and host meet only in protocol.',
  ),
  wall('host', ['**/kernel/**', '**/webview/**'], 'Kernel, webview and host meet only in protocol.'),
);
