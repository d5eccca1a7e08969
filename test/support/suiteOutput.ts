/** Begins each line that the suite prints: VS Code's console carries what others have to say, too. */
export const suiteMark = '│ ';
