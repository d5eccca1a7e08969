/** What the terminal tells a person to click first, in the window with the walkthrough and the lessons. */
export const firstSteps = [
  'Click "Run Dictionary Cache" in the walkthrough: one article is requested twice and fetched once.',
  'Or click the first lesson at the left, under "Lessons": you read, predict, run and change its cells.',
] as const;
