/**
 * How PostgreSQL values become JavaScript values, the same on both stores, by type id.
 * Ids and counts stay below 2^53; H3 cells exceed it and are read with to_hex() instead.
 */
export const PARSERS: Record<number, (text: string) => unknown> = {
  20: Number, // int8
  1700: Number, // numeric
  1082: (text) => text, // date: a local day, never a moment
};
