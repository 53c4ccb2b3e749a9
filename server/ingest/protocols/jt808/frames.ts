import { lengthOf } from './header.ts';

const FLAG = 0x7e;
const ESCAPE = 0x7d;
/** A frame on the wire: a body of 1,023 bytes, a header of 21, all escaped, fits. More without a flag is no frame. */
export const FRAME_MAX_BYTES = 4_096;
/** Header of the 2013 form without packages, and the checksum. */
const SHORTEST_BYTES = 13;

/** What came between two flags: the bytes of a message, or why there is none. */
export type Frame = { message: Buffer } | { defect: string };

/** XOR of all bytes. */
export const checksum = (bytes: Uint8Array): number => {
  let sum = 0;
  for (const byte of bytes) sum ^= byte;
  return sum;
};

/**
 * Cuts a stream into frames as it comes: flag 0x7e, escapes 0x7d 0x02 for 0x7e and 0x7d 0x01 for 0x7d, the last byte the XOR of those before
 * it (JT/T 808-2019, 4.4). A terminal that forgets to escape is read all the same where length and checksum leave no doubt. Whatever stands between flags and is no sound frame is told as a defect and skipped; the next flag begins anew,
 * so garbage, a lost half and one flag shared by two frames cost nothing else. Holds at most FRAME_MAX_BYTES.
 */
export function createFrameReader() {
  let held = Buffer.alloc(0);
  return {
    push(chunk: Uint8Array): Frame[] {
      const frames: Frame[] = [];
      let bytes = held.length ? Buffer.concat([held, chunk]) : Buffer.from(chunk);
      for (let end = bytes.indexOf(FLAG); end >= 0; end = bytes.indexOf(FLAG)) {
        const frame = unwrap(bytes.subarray(0, end));
        const raw = end > 0 && 'defect' in frame ? unescaped(bytes) : null;
        if (end > 0) frames.push(raw ? { message: raw } : frame);
        bytes = bytes.subarray(raw ? raw.length + 2 : end + 1);
      }
      if (bytes.length > FRAME_MAX_BYTES) {
        frames.push({ defect: `more than ${FRAME_MAX_BYTES} bytes without a flag` });
        bytes = Buffer.alloc(0);
      }
      held = Buffer.from(bytes);
      return frames;
    },
    /** Bytes of a frame that has not ended. */
    pending: () => held.length,
  };
}

function unwrap(escaped: Buffer): Frame {
  if (escaped.length > FRAME_MAX_BYTES) return { defect: `a frame of ${escaped.length} bytes` };
  const bytes = Buffer.alloc(escaped.length);
  let length = 0;
  for (let i = 0; i < escaped.length; i++) {
    const byte = escaped[i]!;
    if (byte !== ESCAPE) bytes[length++] = byte;
    else {
      const next = escaped[++i];
      if (next !== 1 && next !== 2)
        return { defect: `0x7d is followed by ${next ?? 'nothing'}, not 1 or 2` };
      bytes[length++] = next === 1 ? ESCAPE : FLAG;
    }
  }
  if (length < SHORTEST_BYTES) return { defect: `${length} bytes are too few for a message` };
  const message = bytes.subarray(0, length - 1);
  const [told, right] = [bytes[length - 1]!, checksum(message)];
  return told === right
    ? { message }
    : { defect: `checksum ${told} where the bytes give ${right}` };
}

/** The message that bytes begin with where its sender escaped nothing: its told length ends at a checksum that fits, before a flag. */
function unescaped(bytes: Buffer): Buffer | null {
  const length = bytes.length < SHORTEST_BYTES ? null : lengthOf(bytes);
  if (length === null || bytes[length + 1] !== FLAG) return null;
  const message = bytes.subarray(0, length);
  return checksum(message) === bytes[length] ? Buffer.from(message) : null;
}

/** A message as a frame. */
export function wrap(message: Uint8Array): Buffer {
  const bytes = [FLAG];
  for (const byte of [...message, checksum(message)]) {
    if (byte === FLAG) bytes.push(ESCAPE, 2);
    else if (byte === ESCAPE) bytes.push(ESCAPE, 1);
    else bytes.push(byte);
  }
  bytes.push(FLAG);
  return Buffer.from(bytes);
}
