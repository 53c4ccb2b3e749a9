import { pathToFileURL } from 'node:url';
import { Command, InvalidArgumentError, Option } from 'commander';
import { DAY_MS, midnightBefore } from './simulator/calendar.ts';
import { planAround, planDay } from './simulator/day.ts';
import { type DriveTotals, drive } from './simulator/drive.ts';
import { SCENARIO_NAMES, type ScenarioName } from './simulator/scenarios.ts';
import { buildWorld, type World } from './simulator/world.ts';

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
  /** Makes the world known to the server before anybody walks. */
  provision?: (world: World) => Promise<void>;
}

/** Builds a synthetic deployment and walks it through the sockets of a running server. */
export async function simulate(options: SimulateOptions): Promise<DriveTotals> {
  const { scenario, scale, seed, speed, url, plan, hours, signal, say, provision } = options;
  const world = buildWorld({ scenario, scale, seed });
  say(
    `${world.areas.length} areas, ${world.officers.length} officers, ${world.handhelds.length} handhelds`,
  );
  if (provision) {
    say('storing them ...');
    await provision(world);
  }
  const now = Date.now();
  // Faster than the clock, the last hours are walked and end now; at its own pace, the next ones.
  const begin = speed === 1 ? now : now - hours * 3_600_000;
  const plans =
    plan === 'day' ? planDay(world, now) : planAround(world, begin, begin + hours * 3_600_000);
  const first = new Date(plans[0]!.startMs).toISOString();
  say(`${plans.length} patrols from ${first} on, at speed ${speed}, to ${url}`);
  let saidMs = 0;
  return drive({
    world,
    plans,
    url,
    speed,
    signal,
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
    `${totals.errors} errors`,
  ].join(' · ');

/** Stores the world where DATABASE_URL points; the embedded store belongs to the server's process alone. */
function provisionBy(databaseUrl: string) {
  return async (world: World) => {
    // Loaded here: without a database there is no need for its libraries.
    const [{ openStore }, { seedWorld }] = await Promise.all([
      import('../server/db/open.ts'),
      import('../server/db/seed-world.ts'),
    ]);
    const store = await openStore({ databaseUrl });
    try {
      const from = new Date(midnightBefore(Date.now(), world.timeZone) - 30 * DAY_MS);
      await seedWorld(store.db, world, { from });
    } finally {
      await store.close();
    }
  };
}

const number = (least: number, most: number) => (text: string) => {
  const value = Number(text);
  if (!(value >= least && value <= most))
    throw new InvalidArgumentError(`must be a number from ${least} to ${most}`);
  return value;
};

async function main(): Promise<void> {
  const program = new Command('simulate')
    .description('Walk a synthetic deployment through the sockets of a running server')
    .addOption(new Option('--scenario <name>', 'place').choices(SCENARIO_NAMES).default('luqiao'))
    .option('--scale <share>', 'size as a share of the real place', number(1e-6, 1), 1)
    .option('--seed <seed>', 'equal seeds give equal worlds and walks', '1')
    .option('--speed <factor>', 'how much faster than the clock', number(1, 10_000), 1)
    .option('--url <url>', 'address of the server', 'http://127.0.0.1:8080')
    .addOption(
      new Option('--plan <plan>', "the day's hours, or patrols under way now")
        .choices(['day', 'now'])
        .default('day'),
    )
    .option('--hours <hours>', 'how many hours of patrols with --plan now', number(0.1, 48), 8)
    .addHelpText(
      'after',
      '\nWith DATABASE_URL the areas, officers and handhelds are stored there first; without it the server must have them' +
        '\nalready, as the demo has `--scenario luqiao` at its own scale and seed.',
    )
    .parse();
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const totals = await simulate({
    ...program.opts<Omit<SimulateOptions, 'signal' | 'say' | 'provision'>>(),
    signal: stop.signal,
    say,
    provision: process.env.DATABASE_URL ? provisionBy(process.env.DATABASE_URL) : undefined,
  });
  say(describe(totals));
  // Whatever the server never took is a failure to whoever waits for this command.
  process.exitCode = totals.stored + totals.duplicate + totals.refused < totals.sent ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
