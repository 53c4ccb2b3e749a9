import { availableParallelism } from 'node:os';
import { Command, Option } from 'commander';
import { RULE_SET } from '../server/contract/patrols/rule-set.ts';
import { readTrack } from './command/read-track.ts';
import { CHEATS, type CheatName } from './conformance-kit/adversary/cheats.ts';
import { CODES_TOLD, codesLine } from './conformance-kit/adversary/codes.ts';
import { ATTEMPTED_MIN, HEADING as CURVE, curveLine } from './conformance-kit/adversary/curve.ts';
import type { AttemptResult } from './conformance-kit/adversary/search.ts';
import { figuresTable, fitFigures, runFigures } from './conformance-kit/figures.ts';
import type { SampleMargins } from './conformance-kit/margins.ts';
import { KINDS, type Kind } from './conformance-kit/patrols.ts';
import { honestWalksOf, publishHonestWalks, publishLaws } from './conformance-kit/publish.ts';
import { RARE_KINDS, rareTable, runRare } from './conformance-kit/rare.ts';
import {
  HEADING,
  type KindReport,
  lineOf,
  reportKind,
  samplesOf,
} from './conformance-kit/rates.ts';
import { recordedMargins, recordedTable } from './conformance-kit/recorded-margins.ts';
import { runAttempts, runSamples } from './conformance-kit/run-samples.ts';
import type { Tally } from './conformance-kit/tally.ts';

interface Options {
  perKind?: number;
  kind?: string;
  seed: number;
  threads: number;
  json?: boolean;
  rare?: boolean;
  figures?: boolean;
  tracks?: string[];
  adversary?: boolean;
  record?: string;
  publish?: boolean;
}

const print = (text: string) => process.stdout.write(`${text}\n`);

/** Error rates of every kind; fails where one misses its goal. */
async function rates({ perKind = 200, kind: part = '', seed, threads, json }: Options) {
  const kinds = KINDS.filter((kind) => kind.includes(part));
  const found = new Map<Kind, Tally[]>(kinds.map((kind) => [kind, []]));
  const reports: KindReport[] = [];
  // Told in order, each as soon as it and all before it are whole.
  const tellWhole = () => {
    for (let kind = kinds[reports.length]; kind; kind = kinds[reports.length]) {
      const report = reportKind(kind, found.get(kind)!);
      if (report.patrols < perKind) return;
      reports.push(report);
      if (!json) print(lineOf(report));
    }
  };
  if (!json) print(HEADING);
  await runSamples(
    kinds.flatMap((kind) => samplesOf(kind, perKind, seed)),
    threads,
    (tally) => {
      found.get(tally.kind)!.push(tally);
      tellWhole();
    },
  );
  const met = reports.filter(({ error }) => error.met).length;
  if (json) print(JSON.stringify({ ruleSet: RULE_SET, perKind, seed, kinds: reports }));
  else print(`rule set ${RULE_SET}, ${met} of ${reports.length} kinds meet their goal`);
  process.exitCode = met === reports.length ? 0 : 1;
}

/** False accusations per 100,000 honest patrols, with progress beside; what was judged before is read from the record. */
async function rare({
  perKind = 10_000,
  kind: part = '',
  seed,
  threads,
  record = '.data/conformance-rare.jsonl',
  publish,
}: Options) {
  const kinds = RARE_KINDS.filter((kind) => kind.includes(part));
  const tallies: Tally[] = [];
  let [patrols, accused, toldMs] = [0, 0, 0];
  await runRare({ kinds, perKind, seed, threads, record }, (tally) => {
    tallies.push(tally);
    patrols += tally.count;
    accused += tally.accused.length;
    if (Date.now() - toldMs < 5000) return;
    toldMs = Date.now();
    process.stderr.write(`\r${patrols} of ${perKind * kinds.length} judged, ${accused} accused  `);
  });
  process.stderr.write('\n');
  print(`rule set ${RULE_SET}, seed ${seed}`);
  for (const line of rareTable(tallies)) print(line);
  if (publish) publishHonestWalks(honestWalksOf(tallies, seed));
}

/** How near honest walks come to each strong signal, and the laws that follow; of recorded walks, told by person, beside them. */
async function figures({
  perKind = 1500,
  kind: part = '',
  seed,
  threads,
  record = '.data/conformance-figures.jsonl',
  publish,
  tracks = [],
}: Options) {
  const kinds = RARE_KINDS.filter((kind) => kind.includes(part));
  const samples: SampleMargins[] = [];
  await runFigures({ kinds, perKind, seed, threads, record }, (sample) => {
    samples.push(sample);
    process.stderr.write(`\r${samples.reduce((sum, { count }) => sum + count, 0)} walks  `);
  });
  process.stderr.write('\n');
  print(`rule set ${RULE_SET}, seed ${seed}; 1 is a strong signal`);
  const fitted = fitFigures(samples);
  for (const line of figuresTable(fitted)) print(line);
  const recorded = (await Promise.all(tracks.map((file) => readTrack(file)))).flat();
  if (recorded.length > 0) for (const line of recordedTable(recordedMargins(recorded))) print(line);
  if (publish) publishLaws(fitted, { ruleSet: RULE_SET, seed });
}

/** Grids whose checkpoints are drawn. */
const CODE_GRIDS = 100;

/** What each cheat gains at best, by minutes not walked, and what codes of checkpoints leave of it. */
async function adversary({ perKind = 40, kind: part = '', seed, threads }: Options) {
  const names = (Object.keys(CHEATS) as CheatName[]).filter((name) => name.includes(part));
  print(`rule set ${RULE_SET}, seed ${seed}, ${perKind} patrols each`);
  print(CURVE);
  const attempts = names.flatMap((name) =>
    ATTEMPTED_MIN.map((minutes) => ({ name, minutes, seed, patrols: perKind })),
  );
  const results: AttemptResult[] = [];
  await runAttempts(attempts, threads, (result) => {
    results.push(result);
    process.stderr.write(`\r${results.length} of ${attempts.length} searched  `);
  });
  process.stderr.write('\n');
  const order = ({ name, minutes }: AttemptResult) => 1000 * names.indexOf(name) + minutes;
  for (const result of results.sort((a, b) => order(a) - order(b))) print(curveLine(result));
  for (const codes of CODES_TOLD) print(codesLine(codes, CODE_GRIDS, seed));
}

const options = new Command('conformance')
  .description('Error rates of verdicts on seeded patrols whose truth is known')
  .option(
    '--per-kind <count>',
    'patrols of each kind (200; with --rare 10000, with --adversary 40, with --figures 1500 of those that come nearest)',
    Number,
  )
  .option('--kind <part>', 'only kinds or cheats whose name contains this')
  .option('--seed <number>', 'another sample', Number, 0)
  .option('--threads <count>', 'threads that judge', Number, availableParallelism())
  .addOption(
    new Option(
      '--adversary',
      'what cheats who know the rules gain, by minutes not walked',
    ).conflicts('rare'),
  )
  .addOption(
    new Option('--json', 'one JSON document instead of a table').conflicts(['rare', 'adversary']),
  )
  .option('--rare', 'false accusations per 100,000 honest patrols; goes on where it stopped')
  .addOption(
    new Option(
      '--figures',
      'how near honest walks come to each strong signal, and the laws of that; goes on where it stopped',
    ).conflicts(['rare', 'adversary', 'json']),
  )
  .option('--tracks <file...>', 'with --figures: recorded walks on foot, told by person')
  .option('--publish', 'put what --rare or --figures found where Help and descriptions read it')
  .option(
    '--record <file>',
    'where --rare (.data/conformance-rare.jsonl) or --figures (.data/conformance-figures.jsonl) keeps what it found',
  )
  .parse()
  .opts<Options>();
const run = options.rare ? rare : options.figures ? figures : options.adversary ? adversary : rates;
await run(options);
