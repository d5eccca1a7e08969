/** Where what is printed goes. */
export type Stream = 'stdout' | 'stderr';
