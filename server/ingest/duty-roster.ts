import { booleanPointInPolygon } from '@turf/turf';
import type { LngLat } from '../contract/areas/geo.ts';
import { type Duty, findDuty } from '../db/people/duty.ts';
import type { Db } from '../db/store/open.ts';
import { isOnDuty } from '../domain/entrance/on-duty.ts';

const TTL_MS = 30_000;

/** A duty with what the hot path asks of it. */
export interface RosterDuty extends Duty {
  onDuty: (t: number) => boolean;
  inGrid: (position: LngLat) => boolean | null;
}

/** Remembers for a short while who carries which handheld, so that a batch costs no query of its own. */
export function createDutyRoster(db: Db, now: () => number) {
  const entries = new Map<number, { at: number; duty: Promise<RosterDuty | undefined> }>();
  return {
    find(handheldId: number): Promise<RosterDuty | undefined> {
      const at = now();
      const known = entries.get(handheldId);
      if (known && at - known.at < TTL_MS) return known.duty;
      const duty = findDuty(db, handheldId, at).then((found) => found && equip(found));
      entries.set(handheldId, { at, duty });
      // A failed look-up must not be remembered.
      duty.catch(() => entries.delete(handheldId));
      return duty;
    },
    forget: (handheldId?: number) =>
      handheldId === undefined ? entries.clear() : entries.delete(handheldId),
  };
}

function equip(duty: Duty): RosterDuty {
  const { grid, rules } = duty;
  return {
    ...duty,
    onDuty: (t) => !grid || !rules || isOnDuty(t, grid.timeZone, rules),
    inGrid: ({ lng, lat }) => (grid ? booleanPointInPolygon([lng, lat], grid.geometry) : null),
  };
}

export type DutyRoster = ReturnType<typeof createDutyRoster>;
