/** With how few squares a number can be reached: at most four squares are ever needed (Lagrange, 1770), so it tries one, two and three. */
export function countSquares(n: number): number {
  const isSquare = (m: number): boolean => Number.isInteger(Math.sqrt(m));
  const isSum = (m: number): boolean => range(m).some((root) => isSquare(m - root * root));
  if (n === 0) return 0;
  if (isSquare(n)) return 1;
  if (isSum(n)) return 2;
  return range(n).some((root) => isSum(n - root * root)) ? 3 : 4;
}

/** The whole numbers from 1 whose squares are at most n. */
function range(n: number): number[] {
  return Array.from({ length: Math.floor(Math.sqrt(n)) }, (_, index) => index + 1);
}
