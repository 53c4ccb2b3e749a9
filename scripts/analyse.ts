import { Command } from 'commander';
import { tellNotes } from '../server/contract/studies/tell-notes.ts';
import { AnalysisError } from '../server/domain/analysis/error.ts';
import { toJson } from '../server/domain/analysis/formats.ts';
import type { Method } from '../server/domain/analysis/method.ts';
import { METHODS } from '../server/domain/analysis/methods.ts';
import { runStudy } from '../server/domain/analysis/study.ts';
import { fullHelp, INPUT_HELP, methodHelp } from './analyse/help.ts';
import { readInput } from './analyse/read-input.ts';
import { readTime } from './analyse/read-values.ts';
import { writeResult } from './analyse/write-result.ts';

interface Options extends Record<string, unknown> {
  in: string;
  out?: string;
  table?: string;
  area?: string;
  neighbours?: string;
  locations?: string;
  population?: string;
  columns?: string;
  category?: string;
  from?: string;
  to?: string;
}

/** Options of the command itself; every other option is a parameter of the method. */
const OWN = [
  'in',
  'out',
  'table',
  'area',
  'neighbours',
  'locations',
  'population',
  'columns',
  'category',
  'from',
  'to',
];

function commandOf(method: Method): Command {
  const command = new Command(method.id)
    .description(method.summary)
    .requiredOption('--in <file>', 'CSV or GeoJSON')
    .option(
      '--out <file>',
      '.json (everything), .csv, .geojson or .parquet (one table); JSON to standard output when left out',
    )
    .option('--table <name>', 'a further table of the result instead of the main one')
    .option('--area <file>', 'GeoJSON study area, in the coordinates of the input')
    .option('--neighbours <file>', 'CSV id,neighbour[,weight]')
    .option('--locations <file>', 'CSV location,lng,lat or location,x,y')
    .option('--population <file>', 'CSV location[,day],population')
    .option('--columns <pairs>', 'names of columns: lng=LON,time=OCCURRED_AT')
    .option('--category <names>', 'only these categories, comma between')
    .option('--from <time>', 'only what happened since, ISO or days')
    .option('--to <time>', 'only what happened before, ISO or days')
    .addHelpText('after', `\n${methodHelp(method)}\n\n${INPUT_HELP}`);
  for (const name of Object.keys(method.parameters.properties)) {
    command.option(`--${name} [value]`);
  }
  return command.action((options: Options) => analyse(method, options));
}

async function analyse(method: Method, options: Options) {
  const given = Object.entries(options).filter(([name]) => !OWN.includes(name));
  const input = await readInput(method, { ...options, columns: pairs(options.columns) });
  const result = runStudy(input, {
    method: method.id,
    parameters: Object.fromEntries(given),
    selection: {
      ...(options.category === undefined ? {} : { categories: options.category.split(',') }),
      ...(options.from === undefined ? {} : { fromMs: moment('from', options.from) }),
      ...(options.to === undefined ? {} : { toMs: moment('to', options.to) }),
    },
  });
  if (options.out === undefined) {
    process.stdout.write(`${JSON.stringify(toJson(result))}\n`);
    return;
  }
  await writeResult(options.out, result, options.table);
  process.stdout.write(`${JSON.stringify({ ...result.summary, ...tellNotes(result.notes) })}\n`);
}

function moment(name: string, text: string): number {
  const t = readTime(text);
  if (Number.isFinite(t)) return t;
  throw new AnalysisError('parameter-invalid', `${name}: ${text} is neither ISO time nor days`);
}

function pairs(text: string | undefined): Record<string, string> {
  return Object.fromEntries(
    (text ?? '')
      .split(',')
      .filter(Boolean)
      .map((pair) => pair.split('=')),
  );
}

const program = new Command('analyse')
  .description('Runs one method of analysis on a file, without a server or a database')
  .usage('METHOD --in FILE.csv|geojson [--out FILE.json|csv|geojson] [--PARAMETER VALUE ...]')
  .addHelpText('after', `\n${fullHelp(METHODS)}`);
for (const method of METHODS) program.addCommand(commandOf(method));

/** `--min-pts` is taken as `--minPts`. */
const camelCase = (argument: string) =>
  argument.startsWith('--')
    ? argument.replace(/^[^=]+/, (name) =>
        name.replace(/(\w)-(\w)/g, (_, a: string, b: string) => a + b.toUpperCase()),
      )
    : argument;

try {
  await program.parseAsync(process.argv.slice(2).map(camelCase), { from: 'user' });
} catch (error) {
  if (!(error instanceof AnalysisError)) throw error;
  process.stderr.write(`${error.code}: ${error.message}\n`);
  process.exitCode = 1;
}
