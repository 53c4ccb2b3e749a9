import { type Static, Type } from 'typebox';

/**
 * The live fleet: where the officers of an area were last seen, as columns. A console asks for it with `fleet:view`; frames follow
 * that each bring the latest state of some officers, nothing twice. The whole picture has an edition: two consoles of one area at
 * the same `life` and `edition` show the same.
 */
export interface FleetFrame {
  /** A new picture begins with this frame; until one has `ends`, what was held before may be shown further. */
  begins: boolean;
  /** The picture that began is complete: whoever was not named since then is gone. */
  ends: boolean;
  /** Nothing is outstanding: the console's picture is the server's at `edition`, officer by officer. */
  isWhole: boolean;
  /** Which picture this is; editions of another one cannot be compared. */
  life: number;
  edition: number;
  /** Server time, Unix ms. */
  at: number;
  /** Positions: element i of each column is of one officer. */
  officerId: Uint32Array;
  /** Degrees times E7. */
  lngE7: Int32Array;
  latE7: Int32Array;
  /** Device time of the last fix less `at`, ms. */
  seenMs: Int32Array;
  /** 0: not known; else as `headingByte` says. */
  heading: Uint8Array;
  /** FLEET_FLAGS. */
  flags: Uint8Array;
  /** Who they are: only of officers for whom something of it is new. */
  who: FleetWho;
}

export interface FleetWho {
  officerId: Uint32Array;
  /** 0: none. */
  gridId: Uint32Array;
  handheldId: Uint32Array;
  /** Of the patrol under way; 0: none. */
  patrolId: Float64Array;
  names: readonly string[];
}

/** Positions are whole numbers of 1e-7 degrees, about 1 cm. */
export const E7 = 1e7;

/** Bits of `flags`. Neither inside nor outside: not known whether in the grid. */
export const FLEET_FLAGS = { inside: 1, outside: 2, moving: 4, gone: 8 } as const;

/** Bytes a frame has at most; what does not fit follows once the console has taken it. */
export const FLEET_FRAME_BYTES_MAX = 131_072;

/** A heading, degrees clockwise from north in [0, 360), as one byte: steps of 360/255 degrees from 1 on. null: 0. */
export const headingByte = (degrees: number | null): number =>
  degrees === null ? 0 : 1 + (Math.round((degrees * 255) / 360) % 255);

export const headingOf = (byte: number): number | null =>
  byte === 0 ? null : ((byte - 1) * 360) / 255;

/** What a console asks for; `held`: the last whole picture it has, of which then only what changed since is sent. */
export const FleetView = Type.Object(
  {
    held: Type.Union([
      Type.Object(
        { life: Type.Integer({ minimum: 0 }), edition: Type.Integer({ minimum: 0 }) },
        { additionalProperties: false },
      ),
      Type.Null(),
    ]),
    lng: Type.Number({
      minimum: -180,
      maximum: 180,
      description: 'Middle of the view: the nearest officers come first',
    }),
    lat: Type.Number({ minimum: -90, maximum: 90 }),
  },
  { additionalProperties: false },
);
export type FleetView = Static<typeof FleetView>;

/*
 * On the wire, little-endian, no gaps:
 *   byte  0  u8   layout, 1
 *         1  u8   1 begins, 2 ends, 4 whole; added
 *         2  u16  0
 *         4  u32  count of positions, n
 *         8  u32  count of who, m
 *        12  u32  bytes of all names, b
 *        16  f64  life
 *        24  f64  edition
 *        32  f64  server time, Unix ms
 *        40  f64  m patrol ids
 *       then u32  n officer ids, i32 n lng, i32 n lat, i32 n seen,
 *            u32  m officer ids of who, m grid ids, m handheld ids,
 *            u16  m lengths of names in bytes of UTF-8,
 *            u8   n headings, n flags, b names one after the other
 * Arrays are written and read in place: every machine that runs a browser or this server is little-endian.
 */
const LAYOUT = 1;
const HEADER_BYTES = 40;
/** Bytes of one position, and of one who beside its name. */
export const POSITION_BYTES = 18;
export const WHO_BYTES = 22;

const bytesOf = (n: number, m: number, nameBytes: number): number =>
  HEADER_BYTES + POSITION_BYTES * n + WHO_BYTES * m + nameBytes;

/** Room for rows beside the header. */
export const FLEET_ROOM_BYTES = FLEET_FRAME_BYTES_MAX - HEADER_BYTES;

/** @throws RangeError where a name has more than 65,535 bytes. */
export function encodeFleet(frame: FleetFrame): Uint8Array<ArrayBuffer> {
  const { who } = frame;
  const names = who.names.map((name) => new TextEncoder().encode(name));
  const nameBytes = names.reduce((sum, { length }) => sum + length, 0);
  if (names.some(({ length }) => length > 0xffff)) throw new RangeError('a name is too long');
  const [n, m] = [frame.officerId.length, who.officerId.length];
  const bytes = new Uint8Array(bytesOf(n, m, nameBytes));
  const header = new DataView(bytes.buffer);
  header.setUint8(0, LAYOUT);
  header.setUint8(1, (frame.begins ? 1 : 0) + (frame.ends ? 2 : 0) + (frame.isWhole ? 4 : 0));
  header.setUint32(4, n, true);
  header.setUint32(8, m, true);
  header.setUint32(12, nameBytes, true);
  header.setFloat64(16, frame.life, true);
  header.setFloat64(24, frame.edition, true);
  header.setFloat64(32, frame.at, true);
  const columns = columnsOf(bytes.buffer, n, m, nameBytes);
  columns.patrolId.set(who.patrolId);
  columns.officerId.set(frame.officerId);
  columns.lngE7.set(frame.lngE7);
  columns.latE7.set(frame.latE7);
  columns.seenMs.set(frame.seenMs);
  columns.whoId.set(who.officerId);
  columns.gridId.set(who.gridId);
  columns.handheldId.set(who.handheldId);
  columns.nameLength.set(names.map(({ length }) => length));
  columns.heading.set(frame.heading);
  columns.flags.set(frame.flags);
  let at = 0;
  for (const name of names) {
    columns.names.set(name, at);
    at += name.length;
  }
  return bytes;
}

/** @throws RangeError where the bytes are no fleet frame. */
export function decodeFleet(bytes: ArrayBuffer | Uint8Array): FleetFrame {
  // A view of a larger buffer need not start where an f64 may.
  const buffer = bytes instanceof ArrayBuffer ? bytes : new Uint8Array(bytes).buffer;
  const header = new DataView(buffer);
  if (buffer.byteLength < HEADER_BYTES || header.getUint8(0) !== LAYOUT) throw notOne();
  const [n, m, nameBytes] = [4, 8, 12].map((at) => header.getUint32(at, true)) as [
    number,
    number,
    number,
  ];
  if (buffer.byteLength !== bytesOf(n, m, nameBytes)) throw notOne();
  const { whoId, nameLength, names, patrolId, gridId, handheldId, ...positions } = columnsOf(
    buffer,
    n,
    m,
    nameBytes,
  );
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let at = 0;
  const nameOf = (length: number) => {
    at += length;
    return text.decode(names.subarray(at - length, at));
  };
  if (nameLength.reduce((sum, length) => sum + length, 0) !== nameBytes) throw notOne();
  const bits = header.getUint8(1);
  return {
    begins: (bits & 1) > 0,
    ends: (bits & 2) > 0,
    isWhole: (bits & 4) > 0,
    life: header.getFloat64(16, true),
    edition: header.getFloat64(24, true),
    at: header.getFloat64(32, true),
    ...positions,
    who: { officerId: whoId, gridId, handheldId, patrolId, names: Array.from(nameLength, nameOf) },
  };
}

const notOne = () => new RangeError('not a fleet frame');

/** The columns in place, in the order of the wire. */
function columnsOf(buffer: ArrayBuffer, n: number, m: number, nameBytes: number) {
  let at = HEADER_BYTES;
  const next = <T>(
    column: { new (buffer: ArrayBuffer, at: number, count: number): T; BYTES_PER_ELEMENT: number },
    count: number,
  ): T => {
    const made = new column(buffer, at, count);
    at += count * column.BYTES_PER_ELEMENT;
    return made;
  };
  return {
    patrolId: next(Float64Array<ArrayBuffer>, m),
    officerId: next(Uint32Array<ArrayBuffer>, n),
    lngE7: next(Int32Array<ArrayBuffer>, n),
    latE7: next(Int32Array<ArrayBuffer>, n),
    seenMs: next(Int32Array<ArrayBuffer>, n),
    whoId: next(Uint32Array<ArrayBuffer>, m),
    gridId: next(Uint32Array<ArrayBuffer>, m),
    handheldId: next(Uint32Array<ArrayBuffer>, m),
    nameLength: next(Uint16Array<ArrayBuffer>, m),
    heading: next(Uint8Array<ArrayBuffer>, n),
    flags: next(Uint8Array<ArrayBuffer>, n),
    names: next(Uint8Array<ArrayBuffer>, nameBytes),
  };
}
