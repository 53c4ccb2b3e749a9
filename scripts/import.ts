import { pathToFileURL } from 'node:url';
import { Command, Option } from 'commander';
import { GRID_TYPES, LEVELS } from '../server/contract/areas/area.ts';
import { AreaImportOptions, TOLERABLE_DEFECTS } from '../server/contract/areas/area-import.ts';
import { SEVERITIES } from '../server/contract/incidents/incident.ts';
import { TIME_FORMATS } from '../server/domain/reading/times/times.ts';
import { openApi } from './command/api-client.ts';
import {
  moment,
  number,
  type Output,
  run,
  type ServerOptions,
  withServer,
} from './command/options.ts';
import { describeChange, describeWithdrawal } from './import/area-changes.ts';
import {
  type AreaFileOptions,
  describeImport,
  describeStage,
  importAreaFiles,
} from './import/areas.ts';
import { categoriesCommand } from './import/categories.ts';
import {
  type IncidentFileOptions,
  type IncidentTotals,
  importIncidentFile,
} from './import/incidents.ts';
import { tableCommand } from './import/tables.ts';

const DATUMS = ['wgs84', 'gcj02', 'bd09'];

/** The command `import`, as data: what it prints and how it fails goes to the output. */
export function importCommand(output: Output): Command {
  const program = new Command('import').description(
    'Bring areas, people, things and incidents into a running server',
  );
  program.addCommand(areasCommand(output));
  program.addCommand(withdrawAreasCommand(output));
  program.addCommand(incidentsCommand(output));
  for (const kind of [
    'officers',
    'handhelds',
    'assignments',
    'posts',
    'leave',
    'holidays',
    'departments',
    'accounts',
  ] as const)
    program.addCommand(tableCommand(kind, output));
  program.addCommand(categoriesCommand(output));
  return program;
}

function areasCommand({ say, fail }: Output): Command {
  const names = Object.keys(AreaImportOptions.properties);
  return withServer(new Command('areas'))
    .description('Import areas: all of them, or none and every defect')
    .argument(
      '<files...>',
      'GeoJSON, Shapefile as zip, GeoPackage, KML, KMZ, FlatGeobuf, GeoParquet or CSV with WKT; one a level or one for all',
    )
    .option(
      '--code-key <key>',
      'property with the code; a.b reaches into an object; found by its name unless told',
    )
    .option('--name-key <key>', 'property with the name; likewise')
    .option('--parent-key <key>', "property with the parent's code")
    .option('--parent <code>', 'parent of features that name none; your own area unless told')
    .option('--top <name>', 'make, or enlarge, one area that holds all without a parent')
    .option('--make-parents', 'make parents that are only named from their children')
    .option('--grow-parents', 'parents on record grow by what lies outside them')
    .option('--code-prefix <text>', 'put before codes read from the file')
    .option('--level-key <key>', 'property with the level')
    .addOption(
      new Option('--level <level>', 'level of all; found from the tree unless told').choices(
        LEVELS,
      ),
    )
    .option('--grid-type-key <key>', 'property with the grid type')
    .addOption(new Option('--grid-type <type>', 'grid type of all').choices(GRID_TYPES))
    .option('--time-zone <zone>', 'IANA time zone; Asia/Shanghai unless told')
    .addOption(new Option('--datum <datum>', 'coordinates of the file').choices(DATUMS))
    .option('--system <EPSG:code>', 'coordinate system of files that name none, as EPSG:4549')
    .option('--from <moment>', 'valid from; now, and always for what was not on record', moment)
    .option('--close-missing', 'areas the file lacks beside its own end at that moment')
    .option('--repair', 'mend broken rings instead of refusing them')
    .addOption(
      new Option('--allow <defects...>', 'report these and import').choices(TOLERABLE_DEFECTS),
    )
    .option('--overlap-m2 <m2>', 'overlap that is tolerated, m²', number(0, 1e12))
    .option('--overlap-share <share>', 'the same as a share of the area', number(0, 1))
    .option('--sliver-m <metres>', 'overlap this thin is tolerated however long, m', number(0, 100))
    .option('--heal-m <metres>', 'close gaps and overlaps up to this wide, m', number(0, 20))
    .option('--check', 'only validate')
    .option('--json', 'print the whole report as JSON')
    .action(async (files: string[], flags: ServerOptions & Record<string, unknown>) => {
      const api = await openApi(flags);
      const options = {
        timeZone: 'Asia/Shanghai',
        datum: 'wgs84',
        ...Object.fromEntries(names.filter((name) => name in flags).map((n) => [n, flags[n]])),
      } as AreaFileOptions;
      const { areaId } = api.account;
      const own = (await api.areaList()).find(({ id }) => id === areaId)?.code;
      const report = await importAreaFiles(api, files, options, {
        ...(own === undefined ? {} : { own }),
        ...(typeof flags.system === 'string' ? { system: flags.system } : {}),
        onStage: (begun) => {
          if (!flags.json) say(describeStage(begun));
        },
      });
      const { top } = options;
      const unseen =
        report.imported && top && !(await api.areaList()).some(({ code }) => code === top);
      await api.signOut();
      if (flags.json) say(JSON.stringify(report, null, 2));
      else for (const line of describeImport(report, options.check)) say(line);
      if (unseen && !flags.json)
        say(
          `${flags.user} may not see ${top}, only ${api.account.areaName} and what lies below: \`--parent\` puts areas there.`,
        );
      if (report.defects.length) fail();
    });
}

function withdrawAreasCommand({ say }: Output): Command {
  return withServer(new Command('withdraw-areas'))
    .description('Take back a change of areas that is still to come, all that begins and ends then')
    .option(
      '--from <moment>',
      'when it would take effect; all that is to come is listed unless told',
      moment,
    )
    .option('--check', 'only say what that comes to')
    .action(async (flags: ServerOptions & { from?: string; check?: true }) => {
      const api = await openApi(flags);
      const { check = false, from } = flags;
      const lines = from
        ? describeWithdrawal(await api.withdrawAreas({ from, check }))
        : (await api.comingAreas()).map(describeChange);
      await api.signOut();
      for (const line of lines.length > 0 ? lines : ['Nothing is to come.']) say(line);
    });
}

function incidentsCommand({ say, fail }: Output): Command {
  return withServer(new Command('incidents'))
    .description('Import incidents from CSV or GeoJSON points; importing again changes nothing')
    .argument('<file>', 'CSV with a header line, or GeoJSON FeatureCollection of points')
    .option('--id-key <column>', "the reporter's own id; a known header unless told")
    .option('--from-key <column>', 'when it happened, or the earliest it can have; likewise')
    .option('--to-key <column>', 'the latest it can have happened')
    .option('--category-key <column>', 'code of the category; likewise')
    .option('--category <code>', 'category where no column tells')
    .option('--create-categories', 'create categories the file names')
    .option('--severity-key <column>', SEVERITIES.join(', '))
    .addOption(new Option('--severity <level>').choices(SEVERITIES).default('minor'))
    .addOption(new Option('--found-by <how>').choices(['reported', 'detected']).default('reported'))
    .option(
      '--lng-key <column>',
      'longitude, degrees; a known header, or the geometry, unless told',
    )
    .option('--lat-key <column>', 'latitude, degrees; likewise')
    .option('--time-zone <zone>', 'zone of times without an offset', 'Asia/Shanghai')
    .addOption(
      new Option(
        '--time-format <format>',
        'how times are written, where the values do not tell',
      ).choices(TIME_FORMATS),
    )
    .addOption(new Option('--datum <datum>').choices(DATUMS).default('wgs84'))
    .option('--json', 'print the totals as JSON')
    .action(async (file: string, flags: ServerOptions & IncidentFileOptions & { json?: true }) => {
      const api = await openApi(flags);
      let told = Date.now();
      const totals = await importIncidentFile(api, file, flags, (soFar) => {
        if (flags.json || Date.now() - told < 2_000) return;
        told = Date.now();
        say(inWords(soFar));
      });
      await api.signOut();
      if (flags.json) say(JSON.stringify(totals, null, 2));
      else {
        say(inWords(totals) || 'There were no incidents in it.');
        for (const note of totals.notes) say(`Note: ${note}`);
        for (const [key, example] of Object.entries(totals.examples))
          say(`${key}, first ${example}`);
      }
      if (Object.keys(totals.examples).length) fail();
    });
}

const inWords = ({ counts }: IncidentTotals) =>
  Object.entries(counts)
    .map(([key, count]) => `${key} ${count}`)
    .join(' · ');

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await run(importCommand);
