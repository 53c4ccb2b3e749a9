/** An H3 cell, lower-case hex, as the 64-bit index it stands for: how the store and frames of heat keep it. */
export const cellToBigint = (cell: string): bigint => BigInt(`0x${cell}`);
