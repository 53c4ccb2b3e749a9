import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import pino from 'pino';
import { DAY_MS, HOUR_MS } from '../../server/contract/units.ts';
import { DEMO_ENDED } from '../../server/db/maintenance/end-demo.ts';
import { nameMissingDays } from '../../server/db/queue/rollup-jobs.ts';
import type { Db } from '../../server/db/store/open.ts';
import { settingOr } from '../../server/db/store/settings.ts';
import { rollUpDue } from '../../server/jobs/rollups/rollup.ts';
import type { Demo } from '../../server/main.ts';
import { seedWorld } from '../../server/services/areas/seed-world.ts';
import { putIncidents } from '../../server/services/incidents/store-incidents.ts';
import { midnightBefore } from '../simulator/calendar.ts';
import { planDay } from '../simulator/day.ts';
import { incidentsOf, plantHotSpots } from '../simulator/reports/incidents.ts';
import { storeWalks } from '../simulator/walk/store-walks.ts';
import { toIncidentInput } from '../simulator/wire/wire.ts';
import { topArea } from '../simulator/world/top-area.ts';
import { createDemoAccounts, DEMO_ACCOUNTS } from './accounts.ts';
import { openDemoCases, opensCase } from './cases.ts';
import { evaluateDemo } from './evaluation.ts';
import { INTERVAL_S, RECORDED_DAYS } from './history/file.ts';
import { loadHistory } from './history/load.ts';
import { writeMap } from './map/demo-map.ts';
import { DEMO_RULES } from './norm.ts';
import { demoTimeZone, demoWorld } from './world.ts';

const INCIDENT_DAYS = 30;
/** Everybody under way began within two hours, after a rest. */
const UNDER_WAY_MS = 2.5 * HOUR_MS;

/** The demo: a small district with its last four weeks walked and judged, and officers walking it now. */
export function createDemo(step: (text: string) => void): Demo {
  let walkers: ChildProcess | undefined;
  let anchorMs = Date.now();
  return {
    async prepare({ db }) {
      const { rows } = await sql<{ key: string }>`
        select key from settings where key in ('demo-anchor', ${DEMO_ENDED})`.execute(db);
      const has = new Set(rows.map(({ key }) => key));
      if (has.has(DEMO_ENDED)) return null;
      if (!has.has('demo-anchor')) await fill(db, step);
      anchorMs = Number(await settingOr(db, 'demo-anchor', () => String(Date.now())));
      return { accounts: DEMO_ACCOUNTS };
    },
    map: () => writeMap(demoWorld()),
    /** Sends the officers out, in a process of their own, through the sockets. */
    walk(url) {
      const script = fileURLToPath(new URL('./walk.ts', import.meta.url));
      walkers = spawn(process.execPath, ['--import', 'tsx', script, url, String(anchorMs)], {
        // The channel tells the walkers when the server is gone, however it went.
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
    },
    stop: () => walkers?.kill(),
  };
}

async function fill(db: Db, step: (text: string) => void): Promise<void> {
  const nowMs = Date.now();
  const world = demoWorld(demoTimeZone(nowMs));
  step(
    `making the demo district: ${world.areas.length} areas, ${world.handhelds.length} officers with handhelds`,
  );
  const todayMs = midnightBefore(nowMs, world.timeZone);
  const firstDayMs = todayMs - RECORDED_DAYS * DAY_MS;
  // Nobody held a grid before the days that are walked, so that no figure counts patrols nobody could make.
  await seedWorld(db, world, {
    from: new Date(nowMs - 60 * DAY_MS),
    officersFrom: new Date(firstDayMs),
    rules: DEMO_RULES,
  });
  const top = await topArea(db, world);
  await createDemoAccounts(db, top.id);

  const fromMs = nowMs - INCIDENT_DAYS * DAY_MS;
  // What is found later is not known yet.
  const incidents = [
    ...incidentsOf(world, plantHotSpots(world, fromMs, nowMs), fromMs, nowMs),
  ].filter(({ toMs }) => toMs <= nowMs);
  step(`reporting ${incidents.length} incidents`);
  const opening = incidents.filter((incident) => opensCase(incident, nowMs));
  await putIncidents(
    db,
    incidents.filter((incident) => !opening.includes(incident)).map(toIncidentInput),
  );
  step(`opening ${opening.length} cases`);
  await openDemoCases(db, world, opening, nowMs);

  step(`putting ${RECORDED_DAYS} days of walked and judged patrols on record`);
  const patrols = await loadHistory(db, firstDayMs);
  // Judged once the server is up, like all that ended lately.
  const plans = planDay(world, nowMs).filter(
    ({ startMs, seconds }) => startMs + 1000 * seconds < nowMs - UNDER_WAY_MS,
  );
  await storeWalks({ db, world, plans, nowMs, intervalS: INTERVAL_S });
  step(`rolling up the days of ${patrols} patrols`);
  await nameMissingDays(db, nowMs);
  await rollUpDue({ db, now: Date.now, log: pino({ level: 'warn' }) });
  await evaluateDemo(db, world, top, nowMs);
}
