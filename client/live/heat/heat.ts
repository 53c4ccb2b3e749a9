import {
  HEAT_FLOOR,
  type HeatFrame,
  type HeatKind,
  heatAt,
} from '../../../server/contract/console/heat.ts';

/** The heat of one kind in view: H3 cell to its value as of the epoch. Replaced, never changed in place. */
export interface HeldHeat {
  kind: HeatKind;
  resolution: number;
  epochMs: number;
  halfLifeMs: number;
  values: ReadonlyMap<string, number>;
}

/** A cell and what its heat has come to: seconds of presence, or incidents. */
export interface HotCell {
  cell: string;
  amount: number;
}

/** What is held after a frame. */
export const applyHeat = (held: HeldHeat | null, frame: HeatFrame): HeldHeat => {
  const { kind, resolution, epochMs, halfLifeMs, snapshot, cells } = frame;
  const values = new Map(snapshot ? [] : held?.values);
  cells.forEach((id, i) => {
    const cell = id.toString(16);
    const value = frame.values[i]!;
    if (value > 0) values.set(cell, value);
    else values.delete(cell);
  });
  return { kind, resolution, epochMs, halfLifeMs, values };
};

/** Every cell that shows anything at `nowMs` (server time, Unix ms). */
export const hotCells = (held: HeldHeat, nowMs: number): HotCell[] => {
  const cells: HotCell[] = [];
  const decayed = heatAt(1, held, nowMs);
  for (const [cell, value] of held.values) {
    const amount = value * decayed;
    if (amount >= HEAT_FLOOR[held.kind]) cells.push({ cell, amount });
  }
  return cells;
};
