import { availableParallelism } from 'node:os';
import { pathToFileURL } from 'node:url';
import { Command, InvalidArgumentError, Option } from 'commander';
import { HOUR_MS } from '../server/contract/units.ts';
import { migrate } from '../server/db/store/migrate.ts';
import { type Db, openStore } from '../server/db/store/open.ts';
import { addDays, isDay, periodOf } from '../server/domain/metrics/periods.ts';
import { number, type Output, run } from './command/options.ts';
import { runCases } from './month/cases/run-cases.ts';
import type { Comparison } from './month/compare.ts';
import { runMonth } from './month/month.ts';
import { midnightBefore } from './simulator/calendar.ts';
import { SCENARIO_NAMES, type ScenarioName } from './simulator/world/scenarios.ts';
import { buildWorld, type World } from './simulator/world/world.ts';

interface Flags {
  scenario: ScenarioName;
  scale: number;
  from: string;
  days: number;
  walked?: number;
  interval: number;
  checkEvery: number;
  threads: number;
  database?: string;
  cases?: true;
  json?: true;
}

const DIFFERENCES_SHOWN = 10;
/** A city's month is asked in one statement. */
const QUERY_MAX_MS = HOUR_MS;

const day = (text: string) => {
  if (!isDay(text)) throw new InvalidArgumentError('must be a day, YYYY-MM-DD');
  return text;
};

/** `npm run month`: a simulated month of a deployment, its figures set against a reading of the raw record by the definitions alone. */
export const monthCommand = ({ say, fail }: Output): Command =>
  new Command('month')
    .description(
      "Walk a deployment's month under its preset, judge it, and set the figures against a reading of the raw record by the definitions alone",
    )
    .addOption(new Option('--scenario <name>', 'place').choices(SCENARIO_NAMES).default('luqiao'))
    .option('--scale <share>', 'size as a share of the real place', number(1e-6, 1), 0.01)
    .option('--from <day>', 'first local day', day, '2026-06-01')
    .option('--days <days>', 'how many days, within one calendar month', number(1, 31), 30)
    .option(
      '--walked <days>',
      'walk and judge the first days alone; an officer does on each other day what he did on one of them',
      number(1, 30),
    )
    .option('--interval <seconds>', 'between the fixes of a handheld', number(1, 60), 30)
    .option(
      '--check-every <count>',
      'set every so manyth patrol against its fixes',
      number(1, 1e6),
      10,
    )
    .option(
      '--threads <count>',
      'that walk and judge',
      number(0, 64),
      Math.min(4, availableParallelism()),
    )
    .addOption(
      new Option(
        '--database <url>',
        'an empty PostgreSQL database, or one an earlier run was stopped on; without it an embedded store that is thrown away',
      ).env('DATABASE_URL'),
    )
    .option(
      '--cases',
      'only the cases: reported, handled by officers, supervisors and departments, their figures set against plain SQL',
    )
    .option('--json', 'print everything as JSON, and how far it is on the error stream')
    .action(async (flags: Flags) => {
      const {
        scenario,
        scale,
        from,
        days,
        walked,
        interval: intervalS,
        checkEvery,
        threads,
        database,
      } = flags;
      const to = addDays(from, days);
      if (to > periodOf(from, 'month').to)
        throw new Error(`${days} days from ${from} reach beyond the calendar month`);
      if (walked !== undefined && walked >= days)
        throw new Error(`of ${days} days fewer than all are walked, or no --walked`);
      const stop = new AbortController();
      for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());
      const store = await openStore(
        database ? { databaseUrl: database, queryTimeoutMs: QUERY_MAX_MS } : {},
      );
      try {
        await migrate(store.db);
        const world = buildWorld({ scenario, scale });
        if (flags.cases) {
          if (!(await sayCases(store.db, { world, from, to, say }))) fail();
          return;
        }
        const report = await runMonth({
          db: store.db,
          world,
          from,
          to,
          walked,
          intervalS,
          checkEvery,
          threads,
          signal: stop.signal,
          step: flags.json ? (text) => void process.stderr.write(`${text}\n`) : say,
        });
        const differences = [report.levels, report.scores]
          .flatMap(Object.values<Comparison>)
          .flatMap((comparison) => comparison.differences);
        if (flags.json)
          say(JSON.stringify({ scenario, scale, from, to, walked, intervalS, ...report }));
        else {
          say(
            `${report.patrols} patrols${walked ? `, walked and judged on ${walked} of ${days} days` : ''}; ${differences.length} differences`,
          );
          for (const text of differences.slice(0, DIFFERENCES_SHOWN)) say(`  ${text}`);
          say(
            `${report.fixes.patrols} patrols against their fixes: ${report.fixes.otherCounts} with other counts, minutes in the grid apart by ${report.fixes.minutesApartMedian.toFixed(2)} (median), ${report.fixes.minutesApartP90.toFixed(2)} (nine in ten)`,
          );
          if (report.idle.length > 0)
            say(`patrols are required of ${report.idle.join(', ')}, of whom nobody walks`);
        }
        if (differences.length > 0 || report.idle.length > 0 || report.fixes.otherCounts > 0)
          fail();
      } finally {
        await store.close();
      }
    });

/** Runs a month of cases and says how far its figures equal the reading; whether they do. */
async function sayCases(
  db: Db,
  { from, say, to, world }: { world: World; from: string; to: string; say: Output['say'] },
): Promise<boolean> {
  const fromMs = midnightBefore(Date.parse(`${from}T12:00:00Z`), world.timeZone);
  const { cases, units } = await runCases({ db, world, fromMs, from, to, everyH: 6, step: say });
  for (const [unit, { differences, rows }] of Object.entries(units)) {
    say(`cases by ${unit}: ${rows} rows, ${differences.length} differences`);
    for (const text of differences.slice(0, DIFFERENCES_SHOWN)) say(`  ${text}`);
  }
  say(`${cases} cases`);
  return Object.values(units).every(({ differences }) => differences.length === 0);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await run(monthCommand);
