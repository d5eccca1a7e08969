import * as l10n from '@vscode/l10n';
import type { PythonTask } from '../exercise.ts';

/** The slow function, in Python. */
export const fastFunctionPython: PythonTask = {
  entry: 'fewest_squares',
  hints: () => [
    l10n.t('Count the calls of fewest_squares(20), and how many different arguments they have.'),
    l10n.t('The function gives the same result for the same argument every time. So it may be remembered.'),
    l10n.t(
      'Write @lru_cache(maxsize=None) above the function. The calls inside have to go through the name of the cached function, not of the plain one.',
    ),
  ],
  starter: `def fewest_squares(n):
    """With how few square numbers can n be reached? 12 = 4 + 4 + 4, so three; 13 = 9 + 4, so two."""
    if n == 0:
        return 0
    fewest, root = n, 1  # 1 + 1 + 1 ...
    while root * root <= n:
        fewest = min(fewest, 1 + fewest_squares(n - root * root))
        root += 1
    return fewest`,
  solution: `from functools import lru_cache

@lru_cache(maxsize=None)
def fewest_squares(n):
    if n == 0:
        return 0
    fewest, root = n, 1
    while root * root <= n:
        fewest = min(fewest, 1 + fewest_squares(n - root * root))
        root += 1
    return fewest`,
};
