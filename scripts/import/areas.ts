import { readFile } from 'node:fs/promises';
import type { AreaKeys } from '../../server/contract/areas/area-file.ts';
import type {
  AreaDefect,
  AreaImportOptions,
  AreaImportProgress,
  AreaImportReport,
} from '../../server/contract/areas/area-import.ts';
import { joinFiles } from '../../server/contract/areas/join-files.ts';
import { placedAt } from '../../server/contract/file-problem.ts';
import { tellNotesOfFile } from '../../server/contract/tell-file.ts';
import { WORDS } from '../../server/contract/words/index.ts';
import { interpolate } from '../../server/contract/words/interpolate.ts';
import { readAreaFile } from '../../server/domain/area-import/read-area-file.ts';
import {
  fileNote,
  ReadingError,
  readWhatCan,
  unreadable,
} from '../../server/domain/reading/problem.ts';
import type { Api } from '../command/api-client.ts';

/** Defects of one kind that are listed; the rest is counted. `--json` has them all. */
const SHOWN = 20;

/** Options of an import of which the files themselves may tell the keys. */
export type AreaFileOptions = Omit<AreaImportOptions, 'codeKey' | 'nameKey'> & AreaKeys;

/**
 * Reads files of areas, one a level or one for all, and imports what they hold in one go. Keys that are not told are found by the
 * names of properties. What names no parent lies right below `own`, the code of the account's own area, unless the files have that or it is told otherwise. `system`: of files that name none. `onStage` is told of each step as it begins. @throws ReadingError naming the file, or the properties there are where none is code or name.
 */
export async function importAreaFiles(
  api: Api,
  paths: readonly string[],
  told: AreaFileOptions,
  {
    onStage,
    own,
    system,
  }: { onStage?: (begun: AreaImportProgress) => void; own?: string; system?: string } = {},
): Promise<AreaImportReport> {
  const named = await Promise.all(paths.map(async (path) => [path, await readFile(path)] as const));
  const query = system === undefined ? {} : { system };
  const { faults, found } = await readWhatCan(named, (bytes) => readAreaFile(bytes, query));
  if (faults.length > 0) {
    // What is wrong with the others is told in the same go.
    const { found } = await readWhatCan(named, async (bytes, path) => {
      const { problems = [] } = await readAreaFile(bytes, { ...query, withProblems: true });
      return placedAt(path, problems);
    });
    throw unreadable([...faults, ...found.flat()]);
  }
  const { files, notes: ofFiles } = joinFiles(found);
  const { keys, properties } = files[0]!;
  const options = { ...withoutUnset(keys, told), ...told };
  const { codeKey, nameKey } = options;
  if (!codeKey || !nameKey)
    throw new ReadingError(
      `say which property is the code and which the name (--code-key, --name-key); there are ${properties.map(({ name }) => name).join(', ')}`,
    );
  const features = files.flatMap(({ collection }) => collection.features);
  const collection = { type: 'FeatureCollection' as const, features };
  const isTold = options.parent !== undefined || options.top !== undefined;
  const holdsOwn = features.some((one) => codeOf(one, codeKey) === own);
  const above = own === undefined || isTold || holdsOwn ? {} : { top: own };
  const report = await api.importAreas(
    { collection, options: { ...options, ...above, codeKey, nameKey } },
    onStage,
  );
  const noteCodes = files.flatMap(({ format, noteCodes: own, system }) => [
    ...(format === 'geojson' ? [] : [fileNote('read-as', { format, system })]),
    ...own,
  ]);
  return { ...report, ...tellNotesOfFile([...noteCodes, ...ofFiles, ...report.noteCodes]) };
}

/** Found keys, without those whose place is told otherwise: one level or parent for all. */
const withoutUnset = (keys: AreaKeys, told: AreaFileOptions): AreaKeys => {
  const { levelKey, parentKey, ...rest } = keys;
  return {
    ...rest,
    ...(levelKey && told.level === undefined ? { levelKey } : {}),
    ...(parentKey && told.parent === undefined ? { parentKey } : {}),
  };
};

const codeOf = (feature: unknown, key: string) =>
  String((feature as { properties?: Record<string, unknown> | null }).properties?.[key] ?? '');

/** A step that begins, in words. */
export const describeStage = ({ stage, features }: AreaImportProgress): string =>
  interpolate(WORDS.en.console.imports.stage[stage], { count: features });

/** A report in words, line by line; of what is refused nothing but why. */
export function describeImport(report: AreaImportReport, check: boolean): string[] {
  const { features, defects, shift } = report;
  const isRefused = !report.imported && defects.length > 0;
  const head = report.imported
    ? `Imported ${features} features.`
    : isRefused
      ? `Nothing was imported: ${defects.length} defects in ${features} features.`
      : `${features} features are sound${check ? '; nothing was stored, this was a check' : ''}.`;
  return [
    head,
    ...(isRefused ? [] : describeEffect(report)),
    ...(shift
      ? [
          `It lies about ${shift.metres} m off what is on record; read as ${shift.datum} (--datum) it would be ${shift.leftM} m.`,
        ]
      : []),
    ...report.notes.map((note) => `Note: ${note}`),
    ...list('Defects', defects),
    ...list('Allowed', report.allowed),
    ...list('Repaired', report.repaired),
  ];
}

/** What an import makes of what is on record, or would make. */
function describeEffect(report: AreaImportReport): string[] {
  const { created, changed, unchanged, closed, grids, healed, keptShape, made, touched } = report;
  const would = report.imported ? '' : 'would be ';
  return [
    `${created} areas ${would}new, ${changed} with a new version, ${unchanged} as before, ${closed} closed.`,
    ...grids.map(
      ({ change, code, ends, into, officers }) =>
        `${code}: ${change}${into.length ? `, ${into.map((one) => `${Math.round(one.share * 100)} % in ${one.code}`).join(', ')}` : ''}${ends && officers.length ? `; without a grid: ${officers.map(({ name }) => name).join(', ')}` : ''}`,
    ),
    ...(keptShape > 0
      ? [`${keptShape} outlines are less than a centimetre off those on record, which stay.`]
      : []),
    ...(healed.overlaps + healed.gaps > 0
      ? [
          `Slivers closed: ${healed.overlaps} overlaps (${Math.round(healed.overlapM2)} m²), ${healed.gaps} gaps (${Math.round(healed.gapM2)} m²).`,
        ]
      : []),
    ...(touched.patrols + touched.days > 0
      ? [
          `${touched.patrols} patrols and ${touched.days} days on record since then ${would}judged again.`,
        ]
      : []),
    ...(touched.cases.moved > 0
      ? [
          `${touched.cases.moved} open cases ${report.imported ? '' : 'would '}come to other areas; ${touched.cases.otherLevel} to another level, ${touched.cases.withoutOfficer} to a grid that nobody has.`,
        ]
      : []),
    ...(made.length ? [`Made from their children: ${made.join(', ')}`] : []),
  ];
}

function list(title: string, entries: AreaDefect[]): string[] {
  const kinds = new Map<string, AreaDefect[]>();
  for (const entry of entries) kinds.set(entry.defect, [...(kinds.get(entry.defect) ?? []), entry]);
  return [...kinds].flatMap(([kind, own]) => [
    `${title}: ${kind} (${own.length})`,
    ...own.slice(0, SHOWN).map(({ code, feature, detail }) => {
      const where = feature === null ? 'on record' : `feature ${feature + 1}`;
      return `  ${code ?? '(no code)'} (${where}): ${detail}`;
    }),
    ...(own.length > SHOWN ? [`  and ${own.length - SHOWN} more; --json has them all`] : []),
  ]);
}
