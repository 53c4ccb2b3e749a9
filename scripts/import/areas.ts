import type {
  AreaDefect,
  AreaImportOptions,
  AreaImportReport,
} from '../../server/contract/areas/area-import.ts';
import type { Api } from '../api-client.ts';
import { readFeatureFile } from '../read-text.ts';

/** Defects of one kind that are listed; the rest is counted. `--json` has them all. */
const SHOWN = 20;

/** Reads a GeoJSON file and imports its features as areas. @throws ReadingError where the file is no GeoJSON. */
export async function importAreaFile(
  api: Api,
  file: string,
  options: AreaImportOptions,
): Promise<AreaImportReport> {
  const { features, whole, notes } = await readFeatureFile(file);
  const crs = (whole as { crs?: unknown }).crs;
  const report = await api.importAreas({
    collection: { type: 'FeatureCollection', features, ...(crs == null ? {} : { crs }) },
    options,
  });
  return { ...report, notes: [...notes, ...report.notes] };
}

/** A report in words, line by line. */
export function describeImport(report: AreaImportReport, check: boolean): string[] {
  const { features, created, changed, unchanged, closed, made, defects, touched } = report;
  const would = report.imported ? '' : 'would be ';
  const head = report.imported
    ? `Imported ${features} features.`
    : defects.length
      ? `Nothing was imported: ${defects.length} defects in ${features} features.`
      : `${features} features are sound${check ? '; nothing was stored, this was a check' : ''}.`;
  return [
    head,
    `${created} areas ${would}new, ${changed} with a new version, ${unchanged} as before, ${closed} closed.`,
    ...(touched.patrols + touched.days > 0
      ? [
          `${touched.patrols} patrols and ${touched.days} days on record since then ${would}judged again.`,
        ]
      : []),
    ...(made.length ? [`Made from their children: ${made.join(', ')}`] : []),
    ...report.notes.map((note) => `Note: ${note}`),
    ...list('Defects', defects),
    ...list('Allowed', report.allowed),
    ...list('Repaired', report.repaired),
  ];
}

function list(title: string, entries: AreaDefect[]): string[] {
  const kinds = new Map<string, AreaDefect[]>();
  for (const entry of entries) kinds.set(entry.defect, [...(kinds.get(entry.defect) ?? []), entry]);
  return [...kinds].flatMap(([kind, own]) => [
    `${title}: ${kind} (${own.length})`,
    ...own.slice(0, SHOWN).map(({ code, feature, detail }) => {
      const where = feature === null ? 'on record' : `feature ${feature}`;
      return `  ${code ?? '(no code)'} (${where}): ${detail}`;
    }),
    ...(own.length > SHOWN ? [`  and ${own.length - SHOWN} more; --json has them all`] : []),
  ]);
}
