import { E7, type FleetFrame } from '../../../server/contract/console/fleet.ts';

/** An officer as a frame tells of one; `name` only where who it is comes along. */
export interface Row {
  officerId: number;
  lng: number;
  lat: number;
  /** Unix ms. */
  t: number;
  flags?: number;
  name?: string;
  gridId?: number;
}

/** A frame of these officers. */
export function fleetFrame(
  rows: readonly Row[],
  part: Partial<FleetFrame> & { at: number },
): FleetFrame {
  const told = rows.filter(({ name }) => name !== undefined);
  return {
    ...{ begins: false, ends: false, isWhole: false, life: 1, edition: 1 },
    officerId: Uint32Array.from(rows, ({ officerId }) => officerId),
    lngE7: Int32Array.from(rows, ({ lng }) => Math.round(lng * E7)),
    latE7: Int32Array.from(rows, ({ lat }) => Math.round(lat * E7)),
    seenMs: Int32Array.from(rows, ({ t }) => t - part.at),
    heading: new Uint8Array(rows.length),
    flags: Uint8Array.from(rows, ({ flags = 0 }) => flags),
    who: {
      officerId: Uint32Array.from(told, ({ officerId }) => officerId),
      gridId: Uint32Array.from(told, ({ gridId = 0 }) => gridId),
      handheldId: Uint32Array.from(told, ({ officerId }) => officerId),
      patrolId: new Float64Array(told.length),
      names: told.map(({ name }) => name!),
    },
    ...part,
  };
}
