import { NEAR_M, NEAR_MAX_M } from '../../server/contract/fixes/tracks.ts';
import { HOUR_MS } from '../../server/contract/units.ts';

/** How many seconds of then pass in one. */
export const SPEEDS = [1, 10, 60, 120, 300, 600] as const;

/** A replay as its address has it. */
export interface Question {
  /** null: the account's whole area. */
  areaId: number | null;
  fromMs: number;
  toMs: number;
  /** The moment it stands at. */
  atMs: number;
  speed: number;
  /** Only who came near a place. */
  near: { lng: number; lat: number; withinM: number } | null;
}

/** An address holds whole seconds: read otherwise, what is asked would be another once it is written. */
const wholeSecond = (ms: number): number => Math.floor(ms / 1_000) * 1_000;

const momentOf = (text: string | null): number | null => {
  const ms = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(ms) ? null : wholeSecond(ms);
};

const nearOf = (text: string | null): Question['near'] => {
  const [lng, lat, withinM, ...more] = (text ?? '').split(',').map(Number);
  const isPlace =
    more.length === 0 &&
    Math.abs(lng ?? Number.NaN) <= 180 &&
    Math.abs(lat ?? Number.NaN) <= 90 &&
    (withinM ?? 0) >= 1 &&
    (withinM ?? 0) <= NEAR_MAX_M;
  return isPlace ? { lng: lng!, lat: lat!, withinM: withinM! } : null;
};

/** Reads it from search parameters; what is missing or unreadable is the last three hours of the whole area. */
export const readQuestion = (params: URLSearchParams, nowMs: number): Question => {
  const toMs = momentOf(params.get('to')) ?? wholeSecond(nowMs);
  const from = momentOf(params.get('from'));
  const fromMs = from !== null && from < toMs ? from : toMs - 3 * HOUR_MS;
  const at = momentOf(params.get('at')) ?? fromMs;
  const area = params.get('area') ?? '';
  return {
    ...{ fromMs, toMs, atMs: Math.min(toMs, Math.max(fromMs, at)) },
    areaId: /^\d{1,15}$/.test(area) ? Number(area) : null,
    speed: SPEEDS.find((speed) => String(speed) === params.get('speed')) ?? 60,
    near: nearOf(params.get('near')),
  };
};

const iso = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`;

/** The address of a replay, below `/replay`. */
export const replayAddress = ({ areaId, atMs, fromMs, near, speed, toMs }: Question): string => {
  const params = new URLSearchParams({
    ...(areaId !== null && { area: String(areaId) }),
    ...{ from: iso(fromMs), to: iso(toMs), at: iso(atMs), speed: String(speed) },
    ...(near && { near: `${near.lng.toFixed(6)},${near.lat.toFixed(6)},${near.withinM}` }),
  });
  return `/replay?${params}`;
};

/** Half an hour round a moment, and who was near its place then. */
export const nearBy = (place: { lng: number; lat: number }, atMs: number): string =>
  replayAddress({
    ...{ areaId: null, fromMs: atMs - HOUR_MS / 4, toMs: atMs + HOUR_MS / 4, atMs, speed: 10 },
    near: { ...place, withinM: NEAR_M },
  });
