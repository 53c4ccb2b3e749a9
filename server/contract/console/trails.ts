import { type Static, Type } from 'typebox';

/** Officers whose recent positions one question may ask for. */
export const TRAILS_OFFICERS_MAX = 500;

/** Whose recent positions a console wants drawn: of those in its view, or of the one that is selected. */
export const TrailsAsked = Type.Object(
  {
    officerIds: Type.Array(Type.Integer({ minimum: 1 }), {
      maxItems: TRAILS_OFFICERS_MAX,
      uniqueItems: true,
    }),
  },
  { additionalProperties: false },
);
export type TrailsAsked = Static<typeof TrailsAsked>;

/** Recent positions of an officer, oldest first; device times, Unix ms. */
export interface Trail {
  officerId: number;
  lngE7: readonly number[];
  latE7: readonly number[];
  t: readonly number[];
}

/*
 * On the wire: a run of signed whole numbers, each as zigzag (0, -1, 1, -2, ... are 0, 1, 2, 3, ...) in base 128, least first, the high
 * bit set on all but the last byte. They are: layout 1, count of trails; then for each trail its officer id, its count of positions,
 * and for each position lng, lat (1e-7 degrees) and t (ms), each less that of the position before it, the first less 0.
 */
const LAYOUT = 1;

export function encodeTrails(trails: readonly Trail[]): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  const put = (value: number) => {
    // Times pass 2^31: no bit operators.
    let rest = value < 0 ? -2 * value - 1 : 2 * value;
    while (rest >= 128) {
      bytes.push((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    bytes.push(rest);
  };
  put(LAYOUT);
  put(trails.length);
  for (const { officerId, lngE7, latE7, t } of trails) {
    put(officerId);
    put(t.length);
    for (const i of t.keys())
      for (const column of [lngE7, latE7, t]) put(column[i]! - (i > 0 ? column[i - 1]! : 0));
  }
  return Uint8Array.from(bytes);
}

/** @throws RangeError where the bytes are no trails. */
export function decodeTrails(sent: ArrayBuffer | Uint8Array): Trail[] {
  const bytes = new Uint8Array(sent);
  let at = 0;
  const take = (): number => {
    let [value, scale] = [0, 1];
    for (;;) {
      const byte = bytes[at++];
      if (byte === undefined) throw new RangeError('not trails: they end too early');
      value += (byte % 128) * scale;
      if (byte < 128) return value % 2 ? -(value + 1) / 2 : value / 2;
      scale *= 128;
    }
  };
  if (take() !== LAYOUT) throw new RangeError('not trails');
  return Array.from({ length: take() }, () => {
    const officerId = take();
    const columns: [number[], number[], number[]] = [[], [], []];
    for (let left = take(); left > 0; left--)
      for (const column of columns) column.push((column.at(-1) ?? 0) + take());
    const [lngE7, latE7, t] = columns;
    return { officerId, lngE7, latE7, t };
  });
}
