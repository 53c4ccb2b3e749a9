import { writeBcd } from './bcd.ts';

/** Bits of the properties of a body. */
const LENGTH = 0x3ff;
const ENCRYPTION = 0x1c00;
const PACKAGES = 0x2000;
const VERSIONED = 0x4000;

/** The head of a message, in the form of 2013 (phone of 6 bytes) or 2019 (a version byte, phone of 10 bytes). */
export interface Header {
  id: number;
  /** Half bytes as sent, leading zeros kept: 12 or 20, digits but for some makers; see `phoneOf`. */
  phone: string;
  serial: number;
  /** The protocol version of the 2019 form; null in that of 2013. */
  version: number | null;
  encrypted: boolean;
  /** Of a message in several packages: how many, and which this is, from 1. */
  part: { total: number; index: number } | null;
}

export interface Message extends Header {
  body: Buffer;
}

/** Where the body of a message with these properties begins. */
const bodyAt = (props: number): number =>
  (props & VERSIONED ? 17 : 12) + (props & PACKAGES ? 4 : 0);

/** How long the header of a message tells that it is, bytes. */
export function lengthOf(bytes: Buffer): number {
  const props = bytes.readUInt16BE(2);
  return bodyAt(props) + (props & LENGTH);
}

/** A message that cannot be read: why, and its header where that much can be answered. */
export interface Unread {
  defect: string;
  header: Header | null;
}

/** Reads a message (without flags and checksum). Source: JT/T 808-2013 and -2019, 4.4.3. */
export function readMessage(bytes: Buffer): Message | Unread {
  const props = bytes.readUInt16BE(2);
  const version = props & VERSIONED ? bytes[4]! : null;
  const phoneAt = version === null ? 4 : 5;
  const serialAt = phoneAt + (version === null ? 6 : 10);
  if (bytes.length < bodyAt(props))
    return { defect: `${bytes.length} bytes end within the header`, header: null };
  const body = bytes.subarray(bodyAt(props));
  const header: Header = {
    id: bytes.readUInt16BE(0),
    phone: bytes.toString('hex', phoneAt, serialAt),
    serial: bytes.readUInt16BE(serialAt),
    version,
    encrypted: (props & ENCRYPTION) !== 0,
    part:
      props & PACKAGES
        ? { total: bytes.readUInt16BE(serialAt + 2), index: bytes.readUInt16BE(serialAt + 4) }
        : null,
  };
  return body.length === (props & LENGTH)
    ? { ...header, body }
    : {
        header,
        defect: `the header tells ${props & LENGTH} bytes of body where there are ${body.length}`,
      };
}

/** A message of at most 1,023 bytes of body. */
export function writeMessage(
  { id, phone, serial, version }: Pick<Header, 'id' | 'phone' | 'serial' | 'version'>,
  body: Uint8Array,
): Buffer {
  if (body.length > LENGTH)
    throw new RangeError(`a body has at most ${LENGTH} bytes, not ${body.length}`);
  const head = Buffer.alloc(version === null ? 4 : 5);
  head.writeUInt16BE(id, 0);
  head.writeUInt16BE(body.length | (version === null ? 0 : VERSIONED), 2);
  if (version !== null) head[4] = version;
  const number = Buffer.alloc(2);
  number.writeUInt16BE(serial & 0xffff, 0);
  return Buffer.concat([head, writeBcd(phone, version === null ? 6 : 10), number, body]);
}
