import { cellToParent } from 'h3-js';
import type { OfficerState } from '../contract/console.ts';
import type { FixRow } from '../db/insert-fixes.ts';
import { type LiveEvent, type OfficerLive, officerStep } from '../domain/live/officer-step.ts';
import { addPresence, PRESENCE_MAX_S, type Presence, presenceAt } from '../domain/live/presence.ts';
import type { RosterDuty } from './duty-roster.ts';

/** Presence is shown at this H3 resolution (edge about 66 m). */
const HEAT_RESOLUTION = 10;
/** Cells with less presence than this many seconds are forgotten. */
const HEAT_FLOOR_S = 1;
/** An officer unseen for this long leaves the map. */
const STALE_MS = 4 * 3600_000;

export interface OpenPatrol {
  id: number;
  startMs: number;
}

interface Entry {
  live: OfficerLive;
  duty: RosterDuty;
  handheldId: number;
}

/** The live picture in memory: where every officer is, and how much presence each cell has seen. Rebuilt from new fixes after a restart. */
export function createLiveBoard() {
  const officers = new Map<number, Entry>();
  const heat = new Map<string, Presence & { gridId: number | null }>();
  const openPatrols = new Map<number, OpenPatrol>();

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
    trail: live.trail,
  });

  return {
    setOpenPatrol(officerId: number, patrol: OpenPatrol | null) {
      if (patrol) openPatrols.set(officerId, patrol);
      else openPatrols.delete(officerId);
    },
    openPatrol: (officerId: number) => openPatrols.get(officerId),
    /** Takes fixes of one handheld in device order; returns what happened and the cells that changed. */
    observe(handheldId: number, duty: RosterDuty, rows: readonly FixRow[]) {
      const events: LiveEvent[] = [];
      const cells = new Set<string>();
      // Fixes in a row mostly share a cell.
      let fine = '';
      let coarse = '';
      for (const row of rows) {
        const before = officers.get(duty.officerId)?.live;
        const step = officerStep(
          before,
          { lng: row.lng, lat: row.lat, t: row.t, marked: row.marks.length > 0 },
          duty.inGrid(row),
          openPatrols.has(duty.officerId),
        );
        if (!step.state || step.events.length === 0) continue;
        events.push(...step.events);
        officers.set(duty.officerId, { live: step.state, duty, handheldId });
        const seconds = Math.min(PRESENCE_MAX_S, before ? (row.t - before.t) / 1000 : 0);
        if (row.cell !== fine) {
          fine = row.cell;
          coarse = cellToParent(fine, HEAT_RESOLUTION);
          cells.add(coarse);
        }
        heat.set(coarse, {
          ...addPresence(heat.get(coarse), seconds, row.t),
          gridId: duty.grid?.id ?? null,
        });
      }
      return { events, cells };
    },
    officer(officerId: number): OfficerState | undefined {
      const entry = officers.get(officerId);
      return entry && toState(entry);
    },
    officers: (): OfficerState[] => [...officers.values()].map(toState),
    /** Every cell with presence at `now`, decayed, in seconds. */
    *heatAt(now: number): Generator<{ cell: string; gridId: number | null; seconds: number }> {
      for (const [cell, presence] of heat)
        yield { cell, gridId: presence.gridId, seconds: presenceAt(presence, now) };
    },
    /** Presence of these cells at `now`. */
    heatOf: (cells: Iterable<string>, now: number) =>
      [...cells].flatMap((cell) => {
        const presence = heat.get(cell);
        return presence
          ? [{ cell, gridId: presence.gridId, seconds: presenceAt(presence, now) }]
          : [];
      }),
    /** Forgets what is too old to show; returns the cells that went. */
    prune(now: number): { cell: string; gridId: number | null }[] {
      for (const [id, { live }] of officers) if (now - live.t > STALE_MS) officers.delete(id);
      const gone = [...heat].filter(([, presence]) => presenceAt(presence, now) < HEAT_FLOOR_S);
      for (const [cell] of gone) heat.delete(cell);
      return gone.map(([cell, { gridId }]) => ({ cell, gridId }));
    },
  };
}

export type LiveBoard = ReturnType<typeof createLiveBoard>;
