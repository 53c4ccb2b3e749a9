import { GAP_REASONS } from '../../contract/fixes/fix.ts';
import type { Fix } from '../../domain/entrance/fix.ts';
import { maskToMarks } from '../../domain/entrance/marks.ts';
import {
  booleans,
  doubles,
  integers,
  moments,
  reals,
  smallNaturals,
} from '../store/binary-columns.ts';

/** All of a fix. */
export const FIX_COLUMNS = {
  t: moments('device_time'),
  handheldId: integers('handheld_id'),
  lng: doubles('ST_X(position)'),
  lat: doubles('ST_Y(position)'),
  accuracyM: reals('accuracy_m'),
  session: moments('session'),
  seq: integers('seq'),
  received: moments('receive_time'),
  sent: moments('sent_time'),
  speedMps: reals('speed_mps'),
  headingDeg: reals('heading_deg'),
  batteryPct: smallNaturals('battery_pct'),
  mock: booleans('mock'),
  gap: smallNaturals('gap_reason'),
  marks: integers('marks'),
};

/** Fixes as the store hands them over: the bytes of each column, in order of device time, then identity; null where there are none. */
export type FixColumns = Record<keyof typeof FIX_COLUMNS, Uint8Array> | null;

const UNMARKED: Fix['marks'] = [];
const orNull = (value: number) => (Number.isNaN(value) ? null : value);

const decode = (columns: NonNullable<FixColumns>) => ({
  t: FIX_COLUMNS.t.read(columns.t),
  handheldId: FIX_COLUMNS.handheldId.read(columns.handheldId),
  session: FIX_COLUMNS.session.read(columns.session),
  seq: FIX_COLUMNS.seq.read(columns.seq),
  received: FIX_COLUMNS.received.read(columns.received),
  sent: FIX_COLUMNS.sent.read(columns.sent),
  lng: FIX_COLUMNS.lng.read(columns.lng),
  lat: FIX_COLUMNS.lat.read(columns.lat),
  accuracyM: FIX_COLUMNS.accuracyM.read(columns.accuracyM),
  speedMps: FIX_COLUMNS.speedMps.read(columns.speedMps),
  headingDeg: FIX_COLUMNS.headingDeg.read(columns.headingDeg),
  batteryPct: FIX_COLUMNS.batteryPct.read(columns.batteryPct),
  mock: FIX_COLUMNS.mock.read(columns.mock),
  gap: FIX_COLUMNS.gap.read(columns.gap),
  marks: FIX_COLUMNS.marks.read(columns.marks),
});

/** A fix as a row of columns: of thousands, no figure is made an object that is not asked for. Its figures are getters, so no spread. */
class StoredFix implements Fix {
  readonly #columns: ReturnType<typeof decode>;
  readonly #row: number;

  constructor(columns: ReturnType<typeof decode>, row: number) {
    this.#columns = columns;
    this.#row = row;
  }
  get t() {
    return this.#columns.t[this.#row]!;
  }
  get handheldId() {
    return this.#columns.handheldId[this.#row]!;
  }
  get session() {
    return this.#columns.session[this.#row]!;
  }
  get seq() {
    return this.#columns.seq[this.#row]!;
  }
  get receivedMs() {
    return this.#columns.received[this.#row]!;
  }
  get sentMs() {
    return orNull(this.#columns.sent[this.#row]!);
  }
  get lng() {
    return this.#columns.lng[this.#row]!;
  }
  get lat() {
    return this.#columns.lat[this.#row]!;
  }
  get accuracyM() {
    return orNull(this.#columns.accuracyM[this.#row]!);
  }
  get speedMps() {
    return orNull(this.#columns.speedMps[this.#row]!);
  }
  get headingDeg() {
    return orNull(this.#columns.headingDeg[this.#row]!);
  }
  get batteryPct() {
    return orNull(this.#columns.batteryPct[this.#row]!);
  }
  get mock() {
    return this.#columns.mock[this.#row] === 1;
  }
  get gap() {
    return GAP_REASONS[this.#columns.gap[this.#row]!] ?? null;
  }
  get marks() {
    const mask = this.#columns.marks[this.#row]!;
    return mask === 0 ? UNMARKED : maskToMarks(mask);
  }
}

/** Columns as fixes. */
export function fixesOf(columns: FixColumns): Fix[] {
  if (!columns) return [];
  const decoded = decode(columns);
  const fixes: Fix[] = [];
  for (let row = 0; row < decoded.t.length; row++) fixes.push(new StoredFix(decoded, row));
  return fixes;
}
