/** Every lesson, in the order of the course: its file in `media/lessons` without `.cachebook.md`. */
export const lessonNames: readonly string[] = [
  '1-why-cache',
  '2-five-strategies',
  '3-inside-lru',
  '4-stairs-and-timing',
  '5-memoization',
  '6-maxsize',
  '7-expiration',
  '8-policy-and-size',
  '9-your-own-program',
  '10-more-than-one-process',
  'practice-a-lru',
  'practice-b-lfu',
  'practice-c-timed-cache',
  'practice-d-fast-function',
];
