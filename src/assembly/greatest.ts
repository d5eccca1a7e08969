/** The greatest of some keys, -1 where there are none. */
export function greatest(ids: usize, count: i32): i32 {
  const end = ids + (count << 2);
  let most = i32x4.splat(-1);
  let id = ids;
  for (; id + 16 <= end; id += 16) most = i32x4.max_s(most, v128.load(id));
  for (; id < end; id += 4) most = i32x4.max_s(most, v128.load32_splat(id));
  return max(
    max(i32x4.extract_lane(most, 0), i32x4.extract_lane(most, 1)),
    max(i32x4.extract_lane(most, 2), i32x4.extract_lane(most, 3)),
  );
}
