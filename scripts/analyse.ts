import { Command, Option } from 'commander';
import { tellNotes } from '../server/contract/studies/tell-notes.ts';
import { appliesTo } from '../server/domain/analysis/applicable.ts';
import { AnalysisError } from '../server/domain/analysis/error.ts';
import { toJson } from '../server/domain/analysis/formats.ts';
import type { AnalysisInput } from '../server/domain/analysis/input/input.ts';
import type { Method } from '../server/domain/analysis/method.ts';
import { METHODS } from '../server/domain/analysis/methods.ts';
import { runStudy } from '../server/domain/analysis/study.ts';
import { readPairs } from '../server/domain/reading/tables/columns.ts';
import { requireTimeZone } from '../server/domain/reading/times/instants.ts';
import { readTime, TIME_FORMATS, type TimeFormat } from '../server/domain/reading/times/times.ts';
import { fullHelp, INPUT_HELP, methodHelp } from './analyse/help.ts';
import { type InputFiles, readInput } from './analyse/read-input.ts';

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
  timeZone?: string;
  timeFormat?: TimeFormat;
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
  'timeFormat',
];

function commandOf(method: Method): Command {
  const command = new Command(method.id)
    .description(method.summary)
    .requiredOption('--in <file>', 'CSV, GeoJSON or GeoParquet')
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
    .addOption(
      new Option(
        '--timeFormat <format>',
        'how times are written, where the values do not tell',
      ).choices(TIME_FORMATS),
    )
    .addHelpText('after', `\n${methodHelp(method)}\n\n${INPUT_HELP}`);
  for (const name of Object.keys(method.parameters.properties)) {
    command.option(`--${name} [value]`);
  }
  // Of a method that has no zone itself.
  if (!('timeZone' in method.parameters.properties))
    command.option('--timeZone <name>', 'zone of times without an offset; UTC unless told');
  return command.action((options: Options) => analyse(method, options));
}

async function analyse(method: Method, options: Options) {
  if (options.table !== undefined && options.out === undefined)
    throw new AnalysisError('parameter-invalid', '--table does not apply without --out');
  const isPermuted =
    'model' in method.parameters.properties && (options.model ?? 'permutation') === 'permutation';
  if (options.population !== undefined && isPermuted)
    throw new AnalysisError(
      'parameter-invalid',
      '--population does not apply: the model permutation asks for none; say --model poisson or another',
    );
  const notes: string[] = [];
  const files = fileOptions(method, options);
  const input = await readInput(method, files, notes);
  const moment = (name: string, text: string) => {
    try {
      const { timeZone = 'UTC', timeFormat: format } = files;
      return readTime(text, { timeZone, format, bare: ['days'] }).t;
    } catch (error) {
      throw new AnalysisError('parameter-invalid', `${name}: ${(error as Error).message}`);
    }
  };
  const study = runStudy(input, {
    method: method.id,
    parameters: parametersOf(method, options, input),
    selection: {
      ...(options.category === undefined ? {} : { categories: options.category.split(',') }),
      ...(options.from === undefined ? {} : { fromMs: moment('from', options.from) }),
      ...(options.to === undefined ? {} : { toMs: moment('to', options.to) }),
    },
  });
  const result = { ...study, notes: [...notes, ...study.notes] };
  if (options.out === undefined) {
    process.stdout.write(`${JSON.stringify(toJson(result))}\n`);
    return;
  }
  await writeResult(options.out, result, options.table);
  process.stdout.write(`${JSON.stringify({ ...result.summary, ...tellNotes(result.notes) })}\n`);
}

/** What of the options is the method's. A zone is told to it where it has a use for one; the file was read in it in any case. */
function parametersOf(method: Method, options: Options, input: AnalysisInput) {
  const given = Object.entries(options).filter(([name]) => !OWN.includes(name));
  const parameters = Object.fromEntries(given);
  const { timeZone: _, ...others } = parameters;
  const isTold =
    'timeZone' in method.parameters.properties && appliesTo(method, input, parameters, 'timeZone');
  return isTold ? parameters : others;
}

/** The options of files. A method with a time zone of its own has its files in that zone. */
function fileOptions(method: Method, options: Options): InputFiles {
  const timeZone = options.timeZone === undefined ? {} : { timeZone: options.timeZone };
  try {
    if (options.timeZone !== undefined) requireTimeZone(options.timeZone);
    return { ...options, ...timeZone, columns: readPairs(options.columns) };
  } catch (error) {
    throw new AnalysisError('parameter-invalid', `${method.id}: ${(error as Error).message}`);
  }
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
