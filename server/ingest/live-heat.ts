import type { HeatKind } from '../contract/console/heat.ts';
import type { FixRow } from '../db/fixes/columns.ts';
import { incidentDays, incidentsOfDay, readPresence } from '../db/fixes/heat-facts.ts';
import type { Db } from '../db/store/open.ts';
import { decayOf, windowStart } from '../domain/heat/decay.ts';
import { createHeatGrid, type HeatGrid } from '../domain/heat/heat-grid.ts';
import { createIncidentHeat } from '../domain/heat/incident-heat.ts';
import { createPresence } from '../domain/heat/presence.ts';

/** Incidents are stored by whoever brings them, other processes too: the store is asked what is new. */
const INCIDENTS_EVERY_MS = 5_000;
const RETRY_MS = 10_000;

export interface LiveHeatOptions {
  db: Db;
  now: () => number;
  halfLifeMs: Record<HeatKind, number>;
  /** Told when the store could not be read; it is asked again. */
  onError: (error: unknown) => void;
}

/**
 * The heat of now, a function of the stored fixes and incidents: read from the store when the server starts, kept in step from
 * then on. Fixes that come while the store is read may be met twice, which changes nothing.
 */
export function startLiveHeat({ db, now, halfLifeMs, onError }: LiveHeatOptions) {
  const startedMs = now();
  const grids: Record<HeatKind, HeatGrid> = {
    presence: createHeatGrid(decayOf(halfLifeMs.presence), startedMs),
    incidents: createHeatGrid(decayOf(halfLifeMs.incidents), startedMs),
  };
  const presence = createPresence(grids.presence, startedMs);
  const incidents = createIncidentHeat(grids.incidents);
  const read: Record<HeatKind, boolean> = { presence: false, incidents: false };
  let signatures = new Map<number, string>();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  async function readFixes(): Promise<void> {
    for await (const chunk of readPresence(db, windowStart(grids.presence.decay, now())))
      for (const { handheldId, fixes } of chunk) {
        if (stopped) return;
        presence.observe(handheldId, fixes);
        await rest();
      }
    read.presence = true;
  }

  async function readIncidents(): Promise<void> {
    const fromMs = windowStart(grids.incidents.decay, now());
    const found = await incidentDays(db, fromMs);
    for (const day of new Set([...found.keys(), ...incidents.groups()])) {
      if (found.get(day) === signatures.get(day)) continue;
      incidents.replace(day, await incidentsOfDay(db, day, fromMs));
      if (stopped) return;
    }
    signatures = found;
    read.incidents = true;
  }

  async function run(): Promise<void> {
    let waitMs = INCIDENTS_EVERY_MS;
    try {
      await readIncidents();
      if (!read.presence) await readFixes();
    } catch (error) {
      if (!stopped) onError(error);
      waitMs = RETRY_MS;
    }
    if (stopped) return;
    timer = setTimeout(start, waitMs);
    timer.unref();
  }
  const start = () => {
    running = run();
  };
  let running = run();

  return {
    grids,
    /** Whether all that is stored is in. */
    isReady: (kind: HeatKind) => read[kind],
    /** Takes newly stored fixes of one handheld, in any order. */
    observe(handheldId: number, rows: readonly FixRow[]): void {
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
    async stop(): Promise<void> {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

export type LiveHeat = ReturnType<typeof startLiveHeat>;

const rest = () => new Promise<void>((resolve) => setImmediate(resolve));
