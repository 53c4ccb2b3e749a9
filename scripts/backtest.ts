import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { Command, Option } from 'commander';
import { Default } from 'typebox/value';
import type { BackTest } from '../server/contract/norms/norm-test.ts';
import { BackTestInput } from '../server/contract/norms/norm-test.ts';
import { type RulesTest, rulesTogether } from '../server/contract/patrols/rules-test.ts';
import { percent } from '../server/contract/words/figure.ts';
import { addDays, isDay } from '../server/domain/metrics/periods.ts';
import { shareOf } from '../server/domain/norms/compare-days.ts';
import { type Api, openApi } from './command/api-client.ts';
import { type Output, run, type ServerOptions, withServer } from './command/options.ts';
import { rulesInWords } from './command/tell-rules-test.ts';

const DAYS_SHOWN = 20;

interface Flags extends ServerOptions {
  norm?: string;
  rules?: true;
  area?: string;
  from: string;
  to: string;
  json?: true;
}

/** `npm run backtest`: what a norm in a file, or this release's rule set, says of past days, asked of a running server day by day. */
export function backTestCommand({ say }: Output): Command {
  return withServer(new Command('backtest'))
    .description(
      'What a norm, or the rule set of the server, would have decided over past days: who changes and why. Changes nothing.',
    )
    .addOption(
      new Option(
        '--norm <file>',
        'JSON: {area, name, rules} as PUT /api/v1/norms takes them; what rules leave out is the default',
      ).conflicts('rules'),
    )
    .option('--rules', 'instead of a norm, the rule set of the server over patrols judged before')
    .option('--area <code>', "try it for this area instead of the file's; asked for by --rules")
    .requiredOption('--from <day>', 'first local day, YYYY-MM-DD')
    .requiredOption('--to <day>', 'local day after the last')
    .option('--json', 'print everything as JSON')
    .action(async (flags: Flags) => {
      for (const name of ['from', 'to'] as const)
        if (!isDay(flags[name])) throw new Error(`--${name} must be a day, YYYY-MM-DD`);
      if (flags.from >= flags.to) throw new Error('--from must come before --to');
      const { area, norm, rules } = flags;
      if (rules && !area) throw new Error('--rules wants --area');
      if (!rules && !norm) throw new Error('--norm or --rules is wanted');
      if (rules) await tryByDay(flags, say, ofRules(area!));
      else await tryByDay(flags, say, ofNorm(await readNorm({ ...flags, norm: norm! })));
    });
}

/** How something is tried on one day, told, and added up. */
interface Trial<Answer> {
  ask: (api: Api, day: { from: string; to: string }) => Promise<Answer>;
  ofDay: (answer: Answer) => string;
  add: (a: Answer, b: Answer) => Answer;
  inWords: (answer: Answer) => string[];
}

async function tryByDay<Answer>(flags: Flags, say: Output['say'], trial: Trial<Answer>) {
  const api = await openApi(flags);
  let sum: Answer | undefined;
  for (let day = flags.from; day < flags.to; day = addDays(day, 1)) {
    const one = await trial.ask(api, { from: day, to: addDays(day, 1) });
    sum = sum ? trial.add(sum, one) : one;
    if (!flags.json) say(`${day}: ${trial.ofDay(one)}`);
  }
  await api.signOut();
  if (flags.json) say(JSON.stringify(sum, null, 2));
  else for (const line of trial.inWords(sum!)) say(line);
}

const ofNorm = (norm: BackTestInput['norm']): Trial<BackTest> => ({
  ask: (api, day) => api.backTest({ norm, ...day }),
  ofDay: ({ changedDays, days }) => `${changedDays} of ${days} officer-days change`,
  add: together,
  inWords,
});

const ofRules = (area: string): Trial<RulesTest> => ({
  ask: (api, day) => api.tryRules({ area, ...day }),
  ofDay: ({ changes, patrols }) => `${changes.length} of ${patrols} patrols change`,
  add: rulesTogether,
  inWords: rulesInWords,
});

async function readNorm({
  norm: file,
  area,
}: Flags & { norm: string }): Promise<BackTestInput['norm']> {
  const { from: _, ...norm } = JSON.parse(await readFile(file, 'utf8'));
  return Default(BackTestInput.properties.norm, {
    ...norm,
    ...(area ? { area } : {}),
  }) as BackTestInput['norm'];
}

/** Two back-tests of the same norm over other days as one. */
export function together(a: BackTest, b: BackTest): BackTest {
  const changes = [...a.changes, ...b.changes];
  const outcomes = { ...a.outcomes };
  for (const [kind, count] of Object.entries(b.outcomes))
    outcomes[kind] = (outcomes[kind] ?? 0) + count;
  const days = a.days + b.days;
  const drawn = {
    gridDays: a.drawn.gridDays + b.drawn.gridDays,
    of: a.drawn.of + b.drawn.of,
  };
  return {
    drawn,
    share: shareOf(changes.length, days, drawn),
    days,
    changedDays: changes.length,
    officers: new Set(changes.map(({ officerId }) => officerId)).size,
    grids: new Set(changes.map(({ gridId }) => gridId)).size,
    outcomes,
    changes,
  };
}

function inWords(test: BackTest): string[] {
  const { days, changedDays, officers, grids, outcomes, changes, drawn, share } = test;
  const more = changes.length - DAYS_SHOWN;
  return [
    `${changedDays} of ${days} officer-days change: ${officers} officers, ${grids} grids`,
    ...(drawn.gridDays < drawn.of
      ? [
          `  ${drawn.gridDays} of ${drawn.of} grid days were drawn by lot: of all days ${percent(share.low)} to ${percent(share.high)} change (95 %)`,
        ]
      : []),
    ...Object.entries(outcomes).map(([kind, count]) => `  ${kind}: ${count}`),
    ...changes
      .slice(0, DAYS_SHOWN)
      .map(
        ({ day, officerId, gridId, before, after, patrols }) =>
          `  ${day} officer ${officerId} grid ${gridId}: ${before.outcome} ${before.patrolsDone}/${before.patrolsRequired} -> ${after.outcome} ${after.patrolsDone}/${after.patrolsRequired} (${[...after.reasons, ...patrols.flatMap(({ reasons }) => reasons)].join(', ')})`,
      ),
    ...(more > 0 ? [`  and ${more} more (--json shows all)`] : []),
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await run(backTestCommand);
