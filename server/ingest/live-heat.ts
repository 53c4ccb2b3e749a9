import { setImmediate as othersFirst } from 'node:timers/promises';
import type { HeatKind } from '../contract/console/heat.ts';
import type { FixRow } from '../db/fixes/columns.ts';
import { incidentDays, incidentsOfDay, readPresence } from '../db/fixes/heat-facts.ts';
import type { Db } from '../db/store/open.ts';
import { decayOf, windowStart } from '../domain/heat/decay.ts';
import { createHeatGrid, type HeatGrid } from '../domain/heat/heat-grid.ts';
import { createIncidentHeat } from '../domain/heat/incident-heat.ts';
import { createPresence } from '../domain/heat/presence.ts';

export interface LiveHeatOptions {
  db: Db;
  now: () => number;
  halfLifeMs: Record<HeatKind, number>;
}

/**
 * The heat of now, a function of the stored fixes and incidents: read from the store when the server starts, kept in step from
 * then on. Fixes that come while the store is read may be met twice, which changes nothing.
 */
export function createLiveHeat({ db, now, halfLifeMs }: LiveHeatOptions) {
  const startedMs = now();
  const grids: Record<HeatKind, HeatGrid> = {
    presence: createHeatGrid(decayOf(halfLifeMs.presence), startedMs),
    incidents: createHeatGrid(decayOf(halfLifeMs.incidents), startedMs),
  };
  const presence = createPresence(grids.presence, startedMs);
  const incidents = createIncidentHeat(grids.incidents);
  const read: Record<HeatKind, boolean> = { presence: false, incidents: false };
  let signatures = new Map<number, string>();
  let isToBeRead = true;

  async function readFixes(stop: AbortSignal): Promise<void> {
    for await (const chunk of readPresence(db, windowStart(grids.presence.decay, now())))
      for (const { handheldId, fixes } of chunk) {
        if (stop.aborted) return;
        presence.observe(handheldId, fixes);
        await othersFirst();
      }
    read.presence = true;
  }

  async function readIncidents(stop: AbortSignal): Promise<void> {
    const fromMs = windowStart(grids.incidents.decay, now());
    const found = await incidentDays(db, fromMs);
    for (const day of new Set([...found.keys(), ...incidents.groups()])) {
      if (found.get(day) === signatures.get(day)) continue;
      incidents.replace(day, await incidentsOfDay(db, day, fromMs));
      if (stop.aborted) return;
    }
    signatures = found;
    read.incidents = true;
  }

  return {
    grids,
    /** Whether all that is stored is in. */
    isReady: (kind: HeatKind) => read[kind],
    /** Takes newly stored fixes of one handheld, in any order. */
    observe(handheldId: number, rows: readonly Pick<FixRow, 't' | 'cell' | 'marks'>[]): void {
      presence.observe(
        handheldId,
        rows.filter(({ marks }) => marks.length === 0),
      );
    },
    /** Moves on to now; says whose epoch is another one. */
    roll(): Record<HeatKind, boolean> {
      const at = now();
      return { presence: presence.roll(at), incidents: incidents.roll(at) };
    },
    /** Reads incidents that are new, stored by whoever brought them, other processes too; and, where they are to be, the fixes there are. */
    async read(stop: AbortSignal): Promise<void> {
      await readIncidents(stop);
      if (!isToBeRead) return;
      isToBeRead = false;
      await readFixes(stop).catch((error) => {
        isToBeRead = true;
        throw error;
      });
    },
    /** Has the fixes there are read at the next look, as at the start. */
    readAgain: () => {
      isToBeRead = true;
    },
  };
}

export type LiveHeat = ReturnType<typeof createLiveHeat>;
