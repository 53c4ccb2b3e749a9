import { readFile, writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { csvLine } from '../../server/contract/csv.ts';
import { sayProblems } from '../../server/contract/file-problem.ts';
import type {
  ImportChange,
  ImportDefect,
  ImportKind,
  ImportPart,
  ImportReport,
} from '../../server/contract/imports/import.ts';
import { inEnglish } from '../../server/contract/tell-file.ts';
import { WORDS } from '../../server/contract/words/index.ts';
import { interpolate } from '../../server/contract/words/interpolate.ts';
import { openApi } from '../command/api-client.ts';
import { moment, type Output, type ServerOptions, withServer } from '../command/options.ts';

/** Defects and changes that are listed; `--json` has more. */
const SHOWN = 50;

interface Flags extends ServerOptions {
  check?: true;
  columns?: string;
  from?: string;
  timeZone?: string;
  timeFormat?: string;
  secrets?: string;
  json?: true;
}

/** The command that brings in one kind of spreadsheet. */
export function tableCommand(kind: ImportKind, { say, fail }: Output): Command {
  return withServer(new Command(kind))
    .description(
      `Import ${WORDS.en.console.imports.kind[kind].toLowerCase()} from XLSX, ODS or CSV: all of it, or nothing and every defect`,
    )
    .argument('<file>', 'XLSX, ODS or CSV with a header line, in Chinese or English')
    .option('--check', 'only say what would change and what is wrong')
    .option('--columns <pairs>', 'columns of other names: field=HEADER,field=HEADER')
    .option('--from <moment>', 'when assignments begin that do not say; now unless told', moment)
    .option('--time-zone <zone>', 'of times without an offset; Asia/Shanghai unless told')
    .option('--time-format <format>', 'dd/mm/yyyy or mm/dd/yyyy where days may be two')
    .option(
      '--secrets <file>',
      'write the secrets of new handhelds, or passwords of new accounts, there as CSV',
    )
    .option('--json', 'print the whole report as JSON')
    .action(
      async (
        file: string,
        { check, columns, from, json, secrets, timeFormat, timeZone, ...server }: Flags,
      ) => {
        const bytes = new Uint8Array(await readFile(file));
        const api = await openApi(server);
        const query = { check, columns, from, timeFormat, timeZone };
        const report = await api.importTable(
          kind,
          bytes,
          Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)),
          (part) => {
            if (!json) say(`… ${describePart(part, !check)}`);
          },
        );
        await api.signOut();
        if (secrets && report.secrets.length)
          await writeFile(
            secrets,
            [['code', 'secret'], ...report.secrets.map((one) => [one.code, one.secret]), []]
              .map(csvLine)
              .join('\n'),
            { mode: 0o600 },
          );
        if (json) say(JSON.stringify(report, null, 2));
        else for (const line of describeReport(report, secrets)) say(line);
        if (report.defects.length) fail();
      },
    );
}

/** A report in words, line by line. */
export function describeReport(report: ImportReport, secretsFile?: string): string[] {
  const { applied, changes, changesInAll, defects, notes, parts, passedOver, rows, secrets } =
    report;
  return [
    applied
      ? `Imported ${rows} rows.`
      : defects.length
        ? `Nothing was imported: ${defects.length} defects in ${rows} rows.`
        : `${rows} rows are sound; nothing was stored, this was a check.`,
    ...parts.map((part) => describePart(part, applied)),
    ...changes.slice(0, SHOWN).map(changeInWords),
    ...(changesInAll > SHOWN ? [`and ${changesInAll - SHOWN} more changes; --json has more`] : []),
    ...(passedOver.length ? [`Columns not read: ${passedOver.join(', ')}`] : []),
    ...notes.map((note) => `Note: ${note}`),
    ...defects.slice(0, SHOWN).map(inWords),
    ...(defects.length > SHOWN ? [`and ${defects.length - SHOWN} more; --json has them all`] : []),
    ...(secrets.length === 0 ? [] : [aboutSecrets(report, secretsFile)]),
  ];
}

const describePart = (
  { changed, created, part, unchanged }: ImportPart,
  isApplied: boolean,
): string =>
  `${WORDS.en.console.imports.part[part]}: ${created}${isApplied ? '' : ' would be'} new, ${changed} changed, ${unchanged} as before.`;

function aboutSecrets({ kind, secrets: { length } }: ImportReport, file?: string): string {
  const made = kind === 'accounts' ? 'passwords' : 'secrets';
  if (file) return `${length} ${made} are in ${file}; nothing else has them.`;
  return kind === 'accounts'
    ? `${length} new accounts have a password that nobody saw; reset it in the console, or bring them in with --secrets FILE.`
    : `${length} new handhelds have a secret that nobody saw; their enrolment sheets give them one. --secrets FILE keeps those made.`;
}

const changeInWords = ({ after, before, field, key, name }: ImportChange): string =>
  `${[key, name].filter(Boolean).join(' ')}, ${WORDS.en.console.imports.header[field]}: ${before || '–'} → ${after || '–'}`;

function inWords({
  column,
  defect,
  field,
  problems = [],
  row,
  sheet,
  value,
}: ImportDefect): string {
  const { defect: sentences, header } = WORDS.en.console.imports;
  const what = column ?? (field && header[field]);
  const where = [sheet, row === null ? null : `row ${row}`, what].filter(Boolean).join(', ');
  const says = interpolate(sentences[defect], { value });
  return [where, says, sayProblems(problems, inEnglish)].filter(Boolean).join(': ');
}
