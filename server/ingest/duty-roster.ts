import { booleanPointInPolygon } from '@turf/turf';
import DataLoader from 'dataloader';
import type { LngLat } from '../contract/areas/geo.ts';
import type { OffDuty } from '../contract/fixes/fix.ts';
import { MINUTE_MS } from '../contract/units.ts';
import { type Duty, type DutySpell, findDutySpells } from '../db/people/duty.ts';
import type { Db } from '../db/store/open.ts';
import { offDutyBecause } from '../domain/entrance/on-duty.ts';

const TTL_MS = 30_000;
/** What is asked within so long is asked as one: the store plans a question longer than it looks for the answer. */
const TOGETHER_MS = 20;
const TOGETHER_MAX = 200;

/** A duty with what the hot path asks of it. */
export interface RosterDuty extends Duty {
  offDuty: (t: number) => OffDuty | null;
  inGrid: (position: LngLat) => boolean | null;
}

/** Who carried a handheld at a moment (Unix ms), by the moment's own roster; undefined: nobody. */
export type DutyAt = (t: number) => RosterDuty | undefined;

interface Spell extends Omit<DutySpell, 'duty'> {
  duty: RosterDuty | undefined;
}

/**
 * Remembers for a short while who carried which handheld when, so that a batch costs no query of its own. Every moment is answered as of
 * itself: what was on record then, not what is now.
 */
export function createDutyRoster(db: Db, now: () => number) {
  const entries = new Map<number, { at: number; spells: Spell[] }>();
  const loader = new DataLoader(
    async (asked: readonly { handheldId: number; at: number }[]) =>
      (await findDutySpells(db, asked)).map(withEquipment),
    {
      cache: false,
      maxBatchSize: TOGETHER_MAX,
      batchScheduleFn: (ask) => void setTimeout(ask, TOGETHER_MS),
    },
  );

  function spellsOf(handheldId: number): Spell[] {
    const at = now();
    const known = entries.get(handheldId);
    if (known && at - known.at < TTL_MS) return known.spells;
    const spells: Spell[] = [];
    entries.set(handheldId, { at, spells });
    return spells;
  }

  /** Who carried the handheld at these moments; other moments may not be asked. */
  async function during(handheldId: number, moments: Iterable<number>): Promise<DutyAt> {
    const spells = spellsOf(handheldId);
    // Fixes of a batch are of one spell nearly always.
    let last: Spell | undefined;
    const spellOf = (t: number) => {
      if (!last || t < last.fromMs || t >= last.toMs)
        last = spells.find(({ fromMs, toMs }) => fromMs <= t && t < toMs);
      return last;
    };
    for (const t of moments) if (!spellOf(t)) spells.push(await loader.load({ handheldId, at: t }));
    return (t) => spellOf(t)?.duty;
  }

  return {
    during,
    /** Who carried the handheld at `t`, Unix ms; now unless told. */
    find: async (handheldId: number, t = now()): Promise<RosterDuty | undefined> =>
      (await during(handheldId, [t]))(t),
    forget: (handheldId?: number) =>
      handheldId === undefined ? entries.clear() : entries.delete(handheldId),
  };
}

const withEquipment = ({ duty, ...span }: DutySpell): Spell => ({
  ...span,
  duty: duty ? equip(duty) : undefined,
});

function equip(duty: Duty): RosterDuty {
  const { grid } = duty;
  // Hours of duty begin and end with a minute.
  let asked: { minute: number; because: OffDuty | null } | undefined;
  const offDuty = (t: number) => {
    const minute = Math.floor(t / MINUTE_MS);
    if (asked?.minute !== minute) asked = { minute, because: offDutyBecause(t, duty) };
    return asked.because;
  };
  return {
    ...duty,
    offDuty,
    inGrid: ({ lng, lat }) => (grid ? booleanPointInPolygon([lng, lat], grid.geometry) : null),
  };
}

export type DutyRoster = ReturnType<typeof createDutyRoster>;
