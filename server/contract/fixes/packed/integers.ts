/** Longest an integer of `writeInteger` is, bytes. */
export const INTEGER_BYTES = 8;

/**
 * Writes a whole number from -2^52 to 2^52 as a zigzag variable-length integer (Protocol Buffers, encoding: sint64); returns where the next
 * one goes.
 */
export function writeInteger(bytes: Uint8Array, at: number, integer: number): number {
  let value = integer < 0 ? -2 * integer - 1 : 2 * integer;
  let end = at;
  while (value >= 2 ** 31) {
    bytes[end++] = (value % 128) + 128;
    value = Math.floor(value / 128);
  }
  let low = value | 0;
  while (low >= 128) {
    bytes[end++] = (low & 127) | 128;
    low >>= 7;
  }
  bytes[end++] = low;
  return end;
}

/** Reads what was written, one after the other. What is cut off or too long reads as NaN. */
export function readIntegers(bytes: Uint8Array, from = 0) {
  let at = from;
  return {
    next(): number {
      let byte = bytes[at++]!;
      if (byte < 128) return byte & 1 ? -((byte + 1) >> 1) : byte >> 1;
      let value = byte & 127;
      for (let scale = 128; byte >= 128; scale *= 128) {
        byte = bytes[at++]!;
        value += (byte & 127) * scale;
      }
      if (byte === undefined || value > 2 ** 53) return Number.NaN;
      return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    },
    /** Where the next one begins. */
    at: () => at,
  };
}
