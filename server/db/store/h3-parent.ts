import { sql } from 'kysely';

/**
 * The parent, at a coarser resolution, of a stored H3 cell in the column `cell`: its resolution bits replaced, finer digits set to 7 (the
 * index layout of H3).
 */
export function parentAt(resolution: number) {
  const finer = (1n << BigInt(3 * (15 - resolution))) - 1n;
  const keep = ~(15n << 52n);
  const bits = (BigInt(resolution) << 52n) | finer;
  return sql`((cell & ${keep.toString()}::bigint) | ${bits.toString()}::bigint)`;
}
