import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import pino from 'pino';
import { DAY_MS, HOUR_MS } from '../../server/contract/units.ts';
import { putNorms } from '../../server/db/norms/provision-norms.ts';
import type { Db } from '../../server/db/store/open.ts';
import { settingOr } from '../../server/db/store/settings.ts';
import { judgeDue } from '../../server/jobs/verdicts/judge.ts';
import { DEMO_ENDED, type Demo } from '../../server/main.ts';
import { seedWorld } from '../../server/services/areas/seed-world.ts';
import { putIncidents } from '../../server/services/incidents/store-incidents.ts';
import { midnightBefore } from '../simulator/calendar.ts';
import { incidentsOf, plantHotSpots } from '../simulator/reports/incidents.ts';
import { toIncidentInput } from '../simulator/wire/wire.ts';
import { topArea } from '../simulator/world/top-area.ts';
import { createDemoAccounts, DEMO_ACCOUNTS } from './accounts.ts';
import { openDemoCases, opensCase } from './cases.ts';
import { walkHistory } from './history.ts';
import { writeMap } from './map/demo-map.ts';
import { demoRules } from './norm.ts';
import { demoWorld } from './world.ts';

const HISTORY_DAYS = 2;
const INCIDENT_DAYS = 30;
/** Everybody under way began after this. */
const RULES_BEFORE_MS = 2.5 * HOUR_MS;

/** The demo: a small district with its last days walked and judged, and officers walking it now. */
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
  const world = demoWorld();
  step(
    `making the demo district: ${world.areas.length} areas, ${world.handhelds.length} officers with handhelds`,
  );
  // Nobody held a grid before the days that are walked, so that no figure counts patrols nobody could make.
  const firstDayMs = midnightBefore(nowMs - HISTORY_DAYS * DAY_MS, world.timeZone);
  await seedWorld(db, world, {
    from: new Date(nowMs - 60 * DAY_MS),
    officersFrom: new Date(firstDayMs),
  });
  const top = await topArea(db, world);
  await createDemoAccounts(db, top.id);
  // The days already walked keep the hours they were walked by.
  const put = await putNorms(db, [
    {
      area: top.code,
      name: top.name,
      rules: demoRules(nowMs, world.timeZone),
      from: new Date(nowMs - RULES_BEFORE_MS).toISOString(),
    },
  ]);
  if ('refused' in put) throw new Error(put.refused.join('; '));

  const fromMs = nowMs - INCIDENT_DAYS * DAY_MS;
  const incidents = [...incidentsOf(world, plantHotSpots(world, fromMs, nowMs), fromMs, nowMs)];
  step(`reporting ${incidents.length} incidents`);
  const opening = incidents.filter((incident) => opensCase(incident, nowMs));
  await putIncidents(
    db,
    incidents.filter((incident) => !opening.includes(incident)).map(toIncidentInput),
  );
  step(`opening ${opening.length} cases`);
  await openDemoCases(db, world, opening, nowMs);

  const say = everyTenth(step);
  await walkHistory({
    db,
    world,
    days: HISTORY_DAYS,
    nowMs,
    onProgress: (done, of) =>
      say(`walking the last ${HISTORY_DAYS} days: ${done} of ${of} patrols`, done, of),
  });
  let judged = 0;
  await judgeDue({
    db,
    now: Date.now,
    log: pino({ level: 'warn' }),
    onJudged: () => ++judged % 10 === 0 && step(`judging: ${judged} patrols`),
  });
}

const everyTenth =
  (step: (text: string) => void) =>
  (text: string, done: number, of: number): void => {
    if (done === of || done % Math.ceil(of / 5) === 0) step(text);
  };
