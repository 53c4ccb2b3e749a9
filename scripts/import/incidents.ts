import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { parse } from 'csv-parse';
import {
  INCIDENTS_MAX,
  type IncidentInput,
  type IncidentOutcome,
} from '../../server/contract/people/provision.ts';
import { momentOf } from '../../server/domain/time/local-time.ts';
import type { Api } from '../api-client.ts';

/** Which column (CSV) or property (GeoJSON) holds what, and what holds where there is none. */
export interface IncidentColumns {
  idKey: string;
  categoryKey?: string;
  category?: string;
  severityKey?: string;
  severity: IncidentInput['severity'];
  foundBy: IncidentInput['foundBy'];
  fromKey: string;
  toKey?: string;
  lngKey: string;
  latKey: string;
  /** Zone of times without an offset. */
  timeZone: string;
}

export interface IncidentFileOptions extends IncidentColumns {
  datum: string;
  /** Create the categories that the file names. */
  createCategories: boolean;
}

/** How many incidents had each outcome; refusals by reason with the first of each. */
export interface IncidentTotals {
  counts: Record<string, number>;
  examples: Record<string, string>;
}

type Row = Record<string, unknown>;

/** Sends a file of incidents in batches; sending it again is harmless. */
export async function importIncidentFile(
  api: Api,
  file: string,
  options: IncidentFileOptions,
  onProgress: (totals: IncidentTotals) => void = () => {},
): Promise<IncidentTotals> {
  const totals: IncidentTotals = { counts: {}, examples: {} };
  const known = new Set<string>();
  let batch: IncidentInput[] = [];
  const send = async () => {
    if (batch.length === 0) return;
    if (options.createCategories) await createCategories(api, batch, known);
    const { outcomes } = await api.postIncidents({ datum: options.datum, incidents: batch });
    for (const outcome of outcomes) count(totals, outcome);
    batch = [];
    onProgress(totals);
  };
  for await (const row of rowsOf(file, options)) {
    batch.push(toIncident(row, options));
    if (batch.length === INCIDENTS_MAX) await send();
  }
  await send();
  return totals;
}

async function* rowsOf(file: string, columns: IncidentColumns): AsyncIterable<Row> {
  if (extname(file).toLowerCase() === '.csv') {
    const rows = parse({ bom: true, columns: true, skip_empty_lines: true, trim: true });
    createReadStream(file)
      .on('error', (error) => rows.destroy(error))
      .pipe(rows);
    let isFirst = true;
    for await (const row of rows) {
      if (isFirst) hasColumns(file, row, columns);
      isFirst = false;
      yield row;
    }
    return;
  }
  const { features } = JSON.parse(await readFile(file, 'utf8')) as {
    features?: { properties?: Row; geometry?: { coordinates?: unknown[] } }[];
  };
  if (!Array.isArray(features)) throw new Error(`${file} is neither CSV nor a FeatureCollection`);
  for (const { properties, geometry } of features) {
    const [lng, lat] = geometry?.coordinates ?? [];
    yield { lng, lat, ...properties };
  }
}

/** @throws Error where a column that was named is not there. */
function hasColumns(file: string, row: Row, columns: IncidentColumns): void {
  const { categoryKey, fromKey, idKey, latKey, lngKey, severityKey, toKey } = columns;
  const missing = [idKey, fromKey, toKey, categoryKey, severityKey, lngKey, latKey].filter(
    (key) => key !== undefined && !(key in row),
  );
  if (missing.length > 0)
    throw new Error(
      `${file} has no column ${missing.join(', ')}; it has ${Object.keys(row).join(', ')}`,
    );
}

/** A row as an incident. What cannot be read is left for the server to refuse, with its reason. */
function toIncident(row: Row, columns: IncidentColumns): IncidentInput {
  const text = (key: string | undefined) =>
    key === undefined ? '' : String(row[key] ?? '').trim();
  const time = (key: string | undefined) => readTime(text(key), columns.timeZone);
  const degrees = (key: string) => (text(key) === '' ? Number.NaN : Number(text(key)));
  const from = time(columns.fromKey);
  return {
    id: text(columns.idKey),
    category: text(columns.categoryKey) || (columns.category ?? ''),
    severity: (text(columns.severityKey) || columns.severity) as IncidentInput['severity'],
    foundBy: columns.foundBy,
    position: { lng: degrees(columns.lngKey), lat: degrees(columns.latKey) },
    from,
    to: text(columns.toKey) === '' ? from : time(columns.toKey),
  };
}

/** ISO 8601; without an offset it is what clocks in the zone showed. What is no time stays as it is. */
export function readTime(text: string, timeZone: string): string {
  if (/(z|[+-]\d\d:?\d\d)$/i.test(text) && text.includes(':')) return isoOr(Date.parse(text), text);
  const local = Date.parse(`${text.replace(' ', 'T')}${text.length <= 10 ? 'T00:00' : ''}Z`);
  if (!Number.isFinite(local)) return text;
  return isoOr(momentOf(local, timeZone), text);
}

const isoOr = (t: number, text: string) => (Number.isFinite(t) ? new Date(t).toISOString() : text);

async function createCategories(api: Api, batch: IncidentInput[], known: Set<string>) {
  const fresh = new Set(batch.map(({ category }) => category).filter((code) => !known.has(code)));
  fresh.delete('');
  if (fresh.size === 0) return;
  await api.putIncidentCategories(
    [...fresh].map((code) => ({ code, nameZh: code, nameEn: code, points: 0 })),
  );
  for (const code of fresh) known.add(code);
}

function count(totals: IncidentTotals, { id, outcome, reason, detail }: IncidentOutcome): void {
  const key = reason ? `${outcome}: ${reason}` : outcome;
  totals.counts[key] = (totals.counts[key] ?? 0) + 1;
  if (reason) totals.examples[key] ??= `${id ?? '(no id)'}: ${detail ?? ''}`;
}
