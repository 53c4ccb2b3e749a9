import { HOUR_MS } from '../contract/units.ts';
import type { FixRow } from '../db/fixes/columns.ts';
import { headingOf, isMoving } from '../domain/live/movement.ts';
import { type LiveEvent, type OfficerLive, officerStep } from '../domain/live/officer-step.ts';
import type { RosterDuty } from './duty-roster.ts';

/** An officer unseen for this long leaves the map. */
export const STALE_MS = 4 * HOUR_MS;

export interface OpenPatrol {
  id: number;
  startMs: number;
}

/** Where an officer was last seen. */
export interface OfficerState {
  officerId: number;
  name: string;
  gridId: number | null;
  handheldId: number;
  lng: number;
  lat: number;
  /** Device time of the last fix, Unix ms. */
  t: number;
  inGrid: boolean | null;
  patrolId: number | null;
  isMoving: boolean;
  /** Degrees clockwise from north; null: not known. */
  headingDeg: number | null;
}

/** Who carries the handheld of some fixes, and where they are to walk. */
export interface Carrier<Fix> extends Pick<RosterDuty, 'officerId' | 'officerName'> {
  grid: { id: number } | null;
  /** null: there is no grid to be in. */
  inGrid: (fix: Fix) => boolean | null;
}

interface Entry {
  live: OfficerLive;
  duty: Omit<Carrier<never>, 'inGrid'>;
  handheldId: number;
}

/** The live picture in memory: where every officer is. */
export function createLiveBoard() {
  const officers = new Map<number, Entry>();
  const openPatrols = new Map<number, OpenPatrol>();
  let changed = new Set<number>();
  /** Whose patrols were told since all of them were last read. */
  let told = new Set<number>();

  function put(officerId: number, patrol: OpenPatrol | undefined): void {
    if (patrol) openPatrols.set(officerId, patrol);
    else openPatrols.delete(officerId);
    changed.add(officerId);
  }

  const toState = ({ live, duty, handheldId }: Entry): OfficerState => ({
    officerId: duty.officerId,
    name: duty.officerName,
    gridId: duty.grid?.id ?? null,
    handheldId,
    lng: live.position.lng,
    lat: live.position.lat,
    t: live.t,
    inGrid: live.inGrid,
    patrolId: openPatrols.get(duty.officerId)?.id ?? null,
    isMoving: isMoving(live),
    headingDeg: headingOf(live),
  });

  return {
    setOpenPatrol(officerId: number, patrol: OpenPatrol | null) {
      told.add(officerId);
      put(officerId, patrol ?? undefined);
    },
    /** Takes which patrols are under way, all of them, as they are read; what is told of an officer meanwhile is newer. */
    async readOpenPatrols(
      read: Promise<Iterable<OpenPatrol & { officerId: number }>>,
    ): Promise<void> {
      told = new Set();
      const found = new Map<number, OpenPatrol>();
      for (const { officerId, ...patrol } of await read) found.set(officerId, patrol);
      for (const officerId of new Set([...openPatrols.keys(), ...found.keys()]))
        if (!told.has(officerId)) put(officerId, found.get(officerId));
    },
    openPatrol: (officerId: number) => openPatrols.get(officerId),
    /** Takes fixes of one handheld in device order; returns what happened. */
    observe<Fix extends Pick<FixRow, 'lng' | 'lat' | 't' | 'marks'>>(
      handheldId: number,
      duty: Carrier<Fix>,
      rows: readonly Fix[],
    ): LiveEvent[] {
      const events: LiveEvent[] = [];
      for (const row of rows) {
        const before = officers.get(duty.officerId)?.live;
        const step = officerStep(
          before,
          { lng: row.lng, lat: row.lat, t: row.t, marked: row.marks.length > 0 },
          duty.inGrid(row),
        );
        if (!step.state || step.events.length === 0) continue;
        events.push(...step.events);
        officers.set(duty.officerId, { live: step.state, duty, handheldId });
        changed.add(duty.officerId);
      }
      return events;
    },
    officer(officerId: number): OfficerState | undefined {
      const entry = officers.get(officerId);
      return entry && toState(entry);
    },
    officers: (): OfficerState[] => [...officers.values()].map(toState),
    /** Recent positions [lng, lat, t], oldest first. */
    trail: (officerId: number): OfficerLive['trail'] => officers.get(officerId)?.live.trail ?? [],
    /** Officers of whom something changed, or who left, since this was last asked. */
    takeChanged(): ReadonlySet<number> {
      const taken = changed;
      changed = new Set();
      return taken;
    },
    /** Forgets officers too long unseen to show. */
    prune(now: number): void {
      for (const [id, { live }] of officers) {
        if (now - live.t <= STALE_MS) continue;
        officers.delete(id);
        changed.add(id);
      }
    },
  };
}

export type LiveBoard = ReturnType<typeof createLiveBoard>;
