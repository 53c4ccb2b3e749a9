import { type Static, Type } from 'typebox';
import { literals } from '../literals.ts';

/**
 * The live heat: what decays by half in a half-life, summed in H3 cells. `presence` is officer-seconds: a fix stands for the
 * time until its handheld's next one, at most a minute. `incidents` is incidents: one each, spread evenly over its interval.
 */
export const HEAT_KINDS = ['presence', 'incidents'] as const;
export type HeatKind = (typeof HEAT_KINDS)[number];

/** Below this (seconds, incidents) a cell shows nothing, to whoever looks. */
export const HEAT_FLOOR: Record<HeatKind, number> = { presence: 1, incidents: 0.01 };

/** Resolution heat is gathered at (edge about 29 m); coarser cells are sums of these. */
export const HEAT_BASE = 11;

/**
 * H3 resolution by zoom of the map (tiles of 512 px): from this zoom on, these cells, some 6 to 17 px an edge at 29 degrees
 * north. Mean area and edge: h3geo.org, table of cell statistics.
 */
export const HEAT_RESOLUTIONS = [
  { resolution: 11, fromZoom: 14, areaKm2: 0.00215, edgeKm: 0.0287 },
  { resolution: 10, fromZoom: 12.5, areaKm2: 0.01505, edgeKm: 0.0759 },
  { resolution: 9, fromZoom: 11, areaKm2: 0.10533, edgeKm: 0.2008 },
  { resolution: 8, fromZoom: 9.5, areaKm2: 0.73733, edgeKm: 0.5314 },
  { resolution: 7, fromZoom: 0, areaKm2: 5.16129, edgeKm: 1.4062 },
] as const;
export const HEAT_COARSEST = HEAT_RESOLUTIONS.at(-1)!.resolution;

/** A view that would take more cells than this gets coarser ones. */
export const HEAT_CELLS_MAX = 65_536;

/** Cells are sent this share of a view's width and height beyond each of its edges, so that a small move needs nothing new; and two edges of a cell, so that those half in view are there. */
export const HEAT_MARGIN = 0.2;

const degrees = (limit: number) => Type.Number({ minimum: -limit, maximum: limit });

/** What a console looks at; an empty `kinds` ends the stream. */
export const HeatView = Type.Object(
  {
    kinds: Type.Array(literals(HEAT_KINDS), { maxItems: HEAT_KINDS.length, uniqueItems: true }),
    west: degrees(180),
    south: degrees(90),
    east: degrees(180),
    north: degrees(90),
    zoom: Type.Number({ minimum: 0, maximum: 30 }),
  },
  { additionalProperties: false, description: 'Degrees; west < east and south < north' },
);
export type HeatView = Static<typeof HeatView>;

/** Degrees. */
export interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}

/** Which cells a view gets: those of one resolution whose centres lie in a box. */
export function heatReach(view: Box & { zoom: number }): { resolution: number; box: Box } {
  const width = view.east - view.west;
  const height = view.north - view.south;
  const kmEast = KM_PER_DEGREE * Math.cos(((view.south + view.north) / 2) * (Math.PI / 180));
  const areaKm2 = width * height * (1 + 2 * HEAT_MARGIN) ** 2 * kmEast * KM_PER_DEGREE;
  const { resolution, edgeKm } =
    HEAT_RESOLUTIONS.find(
      (row) => view.zoom >= row.fromZoom && areaKm2 / row.areaKm2 <= HEAT_CELLS_MAX,
    ) ?? HEAT_RESOLUTIONS.at(-1)!;
  const dLng = width * HEAT_MARGIN + (2 * edgeKm) / kmEast;
  const dLat = height * HEAT_MARGIN + (2 * edgeKm) / KM_PER_DEGREE;
  const box = {
    west: view.west - dLng,
    south: view.south - dLat,
    east: view.east + dLng,
    north: view.north + dLat,
  };
  return { resolution, box };
}

const KM_PER_DEGREE = 111.32;

/**
 * One kind's heat. A value v stands for v * 2^(-(t - epochMs) / halfLifeMs) at time t (Unix ms), so that growing old needs no
 * frame. A snapshot replaces all that was held; any other frame replaces the cells it names, 0 takes one away, and it has the
 * resolution and the epoch of the snapshot before it.
 */
export interface HeatFrame {
  kind: HeatKind;
  snapshot: boolean;
  resolution: number;
  epochMs: number;
  halfLifeMs: number;
  /** Server time, Unix ms. */
  at: number;
  /** H3 cells. */
  cells: BigUint64Array;
  values: Float32Array;
}

/*
 * On the wire, little-endian, no gaps:
 *   byte  0  u8   layout, 1
 *         1  u8   kind, index into HEAT_KINDS
 *         2  u8   H3 resolution
 *         3  u8   1 for a snapshot, else 0
 *         4  u32  count of cells, n
 *         8  f64  epoch, Unix ms
 *        16  f64  half-life, ms
 *        24  f64  server time, Unix ms
 *        32  u64  n cells
 *    32+8n  f32  n values
 * Arrays are written and read in place: every machine that runs a browser or this server is little-endian.
 */
const LAYOUT = 1;
const HEADER_BYTES = 32;

export function encodeHeat(frame: HeatFrame): Uint8Array<ArrayBuffer> {
  const count = frame.cells.length;
  const bytes = new Uint8Array(HEADER_BYTES + 12 * count);
  const header = new DataView(bytes.buffer);
  header.setUint8(0, LAYOUT);
  header.setUint8(1, HEAT_KINDS.indexOf(frame.kind));
  header.setUint8(2, frame.resolution);
  header.setUint8(3, frame.snapshot ? 1 : 0);
  header.setUint32(4, count, true);
  header.setFloat64(8, frame.epochMs, true);
  header.setFloat64(16, frame.halfLifeMs, true);
  header.setFloat64(24, frame.at, true);
  new BigUint64Array(bytes.buffer, HEADER_BYTES, count).set(frame.cells);
  new Float32Array(bytes.buffer, HEADER_BYTES + 8 * count, count).set(frame.values);
  return bytes;
}

/** @throws RangeError where the bytes are no heat frame. */
export function decodeHeat(bytes: ArrayBuffer | Uint8Array): HeatFrame {
  // A view of a larger buffer need not start where a u64 may.
  const buffer = bytes instanceof ArrayBuffer ? bytes : new Uint8Array(bytes).buffer;
  const header = new DataView(buffer);
  const count = buffer.byteLength >= HEADER_BYTES ? header.getUint32(4, true) : -1;
  const kind = HEAT_KINDS[count < 0 ? -1 : header.getUint8(1)];
  if (!kind || header.getUint8(0) !== LAYOUT || buffer.byteLength !== HEADER_BYTES + 12 * count)
    throw new RangeError('not a heat frame');
  return {
    kind,
    resolution: header.getUint8(2),
    snapshot: header.getUint8(3) === 1,
    epochMs: header.getFloat64(8, true),
    halfLifeMs: header.getFloat64(16, true),
    at: header.getFloat64(24, true),
    cells: new BigUint64Array(buffer, HEADER_BYTES, count),
    values: new Float32Array(buffer, HEADER_BYTES + 8 * count, count),
  };
}

/** What a value of a frame has decayed to at `t` (Unix ms). */
export const heatAt = (
  value: number,
  { epochMs, halfLifeMs }: Pick<HeatFrame, 'epochMs' | 'halfLifeMs'>,
  t: number,
): number => value * 2 ** (-(t - epochMs) / halfLifeMs);
