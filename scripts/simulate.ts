import { pathToFileURL } from 'node:url';
import { Command, Option } from 'commander';
import { DAY_MS, HOUR_MS } from '../server/contract/units.ts';
import { openApi } from './command/api-client.ts';
import { number, type Output, run, type ServerOptions, withServer } from './command/options.ts';
import { provisionWorld } from './import/world.ts';
import { midnightBefore } from './simulator/calendar.ts';
import { planAround, planDay } from './simulator/day.ts';
import { type DriveTotals, drive } from './simulator/drive.ts';
import { incidentsOf, plantHotSpots } from './simulator/reports/incidents.ts';
import { openerOf, type ProtocolFlags, withProtocol } from './simulator/wire/foreign/flags.ts';
import type { Opener } from './simulator/wire/handheld-client.ts';
import { toIncidentInput } from './simulator/wire/wire.ts';
import { SCENARIO_NAMES, type ScenarioName } from './simulator/world/scenarios.ts';
import { buildWorld, type World } from './simulator/world/world.ts';

export interface SimulateOptions {
  scenario: ScenarioName;
  scale: number;
  seed: string;
  speed: number;
  url: string;
  /** The day of the norm's hours, or patrols under way right now whatever the hour. */
  plan: 'day' | 'now';
  /** Hours of patrols with plan `now`. */
  hours: number;
  signal?: AbortSignal;
  say: (line: string) => void;
  /** Makes the world known to the server before anybody walks; returns how handhelds are opened where it is another way than over sockets. */
  provision?: (world: World) => Promise<Opener | undefined>;
  /** Handhelds sign what they send, each by a new key. */
  signed?: boolean;
  /** Batches are sent packed, some 12 bytes a fix. */
  packed?: boolean;
}

/** Builds a synthetic deployment and walks it through the sockets of a running server. */
export async function simulate(options: SimulateOptions): Promise<DriveTotals> {
  const { scenario, scale, seed, speed, url, plan, hours, signal, say, provision, signed, packed } =
    options;
  const world = buildWorld({ scenario, scale, seed });
  say(
    `${world.areas.length} areas, ${world.officers.length} officers, ${world.handhelds.length} handhelds`,
  );
  if (provision) say('storing them ...');
  const open = await provision?.(world);
  const now = Date.now();
  // Faster than the clock, the last hours are walked and end now; at its own pace, the next ones.
  const begin = speed === 1 ? now : now - hours * HOUR_MS;
  const plans =
    plan === 'day' ? planDay(world, now) : planAround(world, begin, begin + hours * HOUR_MS);
  const first = new Date(plans[0]!.startMs).toISOString();
  say(`${plans.length} patrols from ${first} on, at speed ${speed}, to ${url}`);
  let saidMs = 0;
  return drive({
    world,
    plans,
    url,
    speed,
    signal,
    finds: true,
    open,
    signed,
    packed,
    onProgress: (totals) => {
      if (Date.now() - saidMs < 5000) return;
      saidMs = Date.now();
      say(describe(totals));
    },
  });
}

const describe = (totals: DriveTotals) =>
  [
    new Date(totals.atMs).toISOString().slice(0, 19),
    `${totals.walking} walking`,
    `${totals.patrolsEnded} ended`,
    `${totals.sent} sent`,
    `${totals.stored} stored`,
    `${totals.duplicate} duplicate`,
    `${totals.refused} refused`,
    `${totals.waiting} waiting`,
    `${totals.found} incidents found`,
    `${totals.errors} errors`,
  ].join(' · ');

const INCIDENT_DAYS = 30;
const INCIDENT_BATCH = 1_000;

/** Makes a world known to a running server: areas, people, handhelds, the norm, and the incidents of the last days. */
export async function provision(
  flags: ServerOptions & ProtocolFlags,
  world: World,
): Promise<Opener | undefined> {
  const api = await openApi(flags);
  const nowMs = Date.now();
  await provisionWorld(api, world, new Date(midnightBefore(nowMs, world.timeZone) - 60 * DAY_MS));
  const fromMs = nowMs - INCIDENT_DAYS * DAY_MS;
  const incidents = [...incidentsOf(world, plantHotSpots(world, fromMs, nowMs), fromMs, nowMs)];
  for (let k = 0; k < incidents.length; k += INCIDENT_BATCH)
    await api.postIncidents({
      datum: 'wgs84',
      incidents: incidents.slice(k, k + INCIDENT_BATCH).map(toIncidentInput),
    });
  const codes = world.handhelds.map(({ code }) => code);
  return openerOf(api, codes, flags);
}

type Flags = ServerOptions & ProtocolFlags & Omit<SimulateOptions, 'signal' | 'say' | 'provision'>;

const simulateCommand = ({ say, fail }: Output): Command =>
  withProtocol(withServer(new Command('simulate')))
    .description('Walk a synthetic deployment through the sockets of a running server')
    .addOption(new Option('--scenario <name>', 'place').choices(SCENARIO_NAMES).default('luqiao'))
    .option('--scale <share>', 'size as a share of the real place', number(1e-6, 1), 1)
    .option('--seed <seed>', 'equal seeds give equal worlds and walks', '1')
    .option('--speed <factor>', 'how much faster than the clock', number(1, 10_000), 1)
    .addOption(
      new Option('--plan <plan>', "the day's hours, or patrols under way now")
        .choices(['day', 'now'])
        .default('day'),
    )
    .option('--hours <hours>', 'how many hours of patrols with --plan now', number(0.1, 48), 8)
    .option('--signed', 'handhelds sign what they send, each by a new key: for a fresh store')
    .option('--packed', 'batches are sent packed in columns, some 12 bytes a position')
    .addHelpText(
      'after',
      '\nThe deployment is stored on the server first, by an administrator of its top area. The demo has a district of its' +
        '\nown: start the server with DEMO=off after `npm run admin -- create --name root --area 331004 --level district` (the top of\nluqiao; shawan 511111, rencheng 370811, xindu 510114: district; kaifeng 410200: city).',
    )
    .action(async (flags: Flags) => {
      const stop = new AbortController();
      for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());
      const totals = await simulate({
        ...flags,
        signal: stop.signal,
        say,
        provision: (world) => provision(flags, world),
      });
      say(describe(totals));
      // Whatever the server never took is a failure to whoever waits for this command.
      if (totals.stored + totals.duplicate + totals.refused < totals.sent) fail();
    });

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await run(simulateCommand);
