import type { PythonTask } from '../exercise.ts';

/** The slow function, in Python. */
export const fastFunctionPython: PythonTask = {
  entry: 'fewest_squares',
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
