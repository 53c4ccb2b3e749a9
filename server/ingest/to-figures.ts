import { toWgs84 } from '../contract/areas/datum.ts';
import type { Cleaned } from '../contract/fixes/fix.ts';
import { cleanedToMask } from '../contract/fixes/mark-mask.ts';
import type { WireColumns } from '../contract/fixes/packed/fix-batch.ts';
import type { FixFigures } from '../db/fixes/figures.ts';
import { ownMarks } from '../domain/entrance/mark-fix.ts';
import { createCellLattice } from '../domain/geo/cell-lattice.ts';
import type { Source } from './authenticate.ts';

interface Batch {
  /** Under which session each is kept. */
  sessions: Float64Array;
  sentMs: number | null;
  receivedMs: number;
  /** What of a fix was cleaned, by its place. */
  cleaned: ReadonlyMap<number, readonly Cleaned[]>;
  /** Places of fixes that are refused: what their columns hold may be no position at all. */
  refusals: ReadonlyMap<number, unknown>;
}

/** What makes figures of the store of columns off the wire: in WGS-84, marked, and in their cells; of refused fixes nothing that means anything. */
export function createToFigures() {
  const cellAt = createCellLattice();

  return ({ handheldId, datum }: Source, wire: WireColumns, batch: Batch): FixFigures => {
    const { accuracyM, mock, t } = wire;
    const count = t.length;
    const all = (value: number) => new Float64Array(count).fill(value);
    const isWgs84 = datum === 'wgs84';
    const { lat, lng } = isWgs84 ? wire : converted(wire, datum, batch.refusals);
    const marks = new Float64Array(count);
    const cell = new Float64Array(count);
    const one = { t: 0, lng: 0, lat: 0, accuracyM: 0, mock: false };
    for (let i = 0; i < count; i++) {
      if (batch.refusals.has(i)) continue;
      one.t = t[i]!;
      one.lng = wire.lng[i]!;
      one.lat = wire.lat[i]!;
      one.accuracyM = accuracyM[i]!;
      one.mock = mock[i] === 1;
      marks[i] = ownMarks(one, batch.receivedMs);
      cell[i] = cellAt(lng[i]!, lat[i]!);
    }
    const cleaned = all(Number.NaN);
    for (const [i, what] of batch.cleaned) cleaned[i] = cleanedToMask(what);
    return {
      handheldId: all(handheldId),
      session: batch.sessions,
      seq: wire.seq,
      t,
      receivedMs: all(batch.receivedMs),
      sentMs: all(batch.sentMs ?? Number.NaN),
      ...{ lng, lat },
      originalLng: isWgs84 ? all(Number.NaN) : wire.lng,
      originalLat: isWgs84 ? all(Number.NaN) : wire.lat,
      ...{ cell, marks },
      accuracyM: accuracyM.map(Math.fround),
      speedMps: wire.speedMps.map(Math.fround),
      headingDeg: wire.headingDeg.map(Math.fround),
      batteryPct: wire.batteryPct.map(Math.round),
      gap: wire.gap,
      mock: mock.map((value) => Number(value === 1)),
      cleaned,
    };
  };
}

function converted(
  wire: WireColumns,
  datum: Source['datum'],
  refusals: ReadonlyMap<number, unknown>,
) {
  const [lng, lat] = [new Float64Array(wire.lng.length), new Float64Array(wire.lat.length)];
  for (let i = 0; i < lng.length; i++) {
    if (refusals.has(i)) continue;
    const position = toWgs84({ lng: wire.lng[i]!, lat: wire.lat[i]! }, datum);
    lng[i] = position.lng;
    lat[i] = position.lat;
  }
  return { lng, lat };
}
