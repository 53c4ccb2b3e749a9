import { setTimeout as sleep } from 'node:timers/promises';
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import type { LngLat } from '../contract/areas/geo.ts';
import type { OffDuty } from '../contract/fixes/fix.ts';
import { MINUTE_MS } from '../contract/units.ts';
import { type Duty, type DutySpell, findDutySpells } from '../db/people/duty.ts';
import { dutyEdition } from '../db/people/duty-edition.ts';
import { askTogether } from '../db/store/ask-together.ts';
import type { Db } from '../db/store/open.ts';
import { within } from '../db/store/within.ts';
import { offDutyBecause } from '../domain/entrance/on-duty.ts';

/** Whether anything that duties rest on has changed is asked again after this. */
const CHECK_MS = 30_000;
/** What is asked within so long is asked as one: the store plans a question longer than it looks for the answer. */
const TOGETHER_MS = 20;
const TOGETHER_MAX = 200;
/** A question that takes longer is given up, as a commit is: a connection that hangs must not keep everybody waiting. */
const ANSWER_MAX_MS = 10_000;

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
 * Remembers who carried which handheld when, so that a batch costs no query of its own, for as long as nothing that it rests on changes. Every
 * moment is answered as of itself: what was on record then, not what is now.
 */
export function createDutyRoster(db: Db, now: () => number, { answerMaxMs = ANSWER_MAX_MS } = {}) {
  const entries = new Map<number, Spell[]>();
  const spellAt = askTogether(
    async (asked: readonly { handheldId: number; at: number }[]) =>
      (await findDutySpells(db, asked)).map(withEquipment),
    { answerMaxMs, gather: () => sleep(TOGETHER_MS), most: TOGETHER_MAX },
  );
  let edition: string | undefined;
  let check: { at: number; done: Promise<void> } | undefined;

  /** Forgets everything where what it rests on is another than it was. */
  function keepUp(): Promise<void> {
    const at = now();
    if (check && Math.abs(at - check.at) < CHECK_MS) return check.done;
    const done = within(answerMaxMs, dutyEdition(db)).then(
      (read) => {
        if (read !== edition) entries.clear();
        edition = read;
      },
      (error: unknown) => {
        check = undefined;
        throw error;
      },
    );
    check = { at, done };
    return done;
  }

  function spellsOf(handheldId: number): Spell[] {
    const known = entries.get(handheldId);
    if (known) return known;
    const spells: Spell[] = [];
    entries.set(handheldId, spells);
    return spells;
  }

  /** Who carried the handheld at these moments; other moments may not be asked. */
  async function during(handheldId: number, moments: Iterable<number>): Promise<DutyAt> {
    await keepUp();
    const spells = spellsOf(handheldId);
    // Fixes of a batch are of one spell nearly always.
    let last: Spell | undefined;
    const spellOf = (t: number) => {
      if (!last || t < last.fromMs || t >= last.toMs)
        last = spells.find(({ fromMs, toMs }) => fromMs <= t && t < toMs);
      return last;
    };
    for (const t of moments) {
      if (spellOf(t)) continue;
      const spell = await spellAt({ handheldId, at: t });
      // Another batch may have asked for it meanwhile.
      if (!spellOf(t)) spells.push(spell);
    }
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
