import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { type CsvError, parse } from 'csv-parse';
import type { Feature, Geometry } from 'geojson';
import type { FileNote } from '../../server/contract/file-problem.ts';
import {
  INCIDENTS_MAX,
  type IncidentInput,
  type IncidentOutcome,
} from '../../server/contract/people/provision.ts';
import { tellNotesOfFile } from '../../server/contract/tell-file.ts';
import { at, fileProblem, ReadingError } from '../../server/domain/reading/problem.ts';
import { readCrs, readDegrees } from '../../server/domain/reading/shapes/coordinates.ts';
import { readGeoJson } from '../../server/domain/reading/shapes/geojson.ts';
import {
  columnAmong,
  columnNamed,
  findColumns,
  INCIDENT_HEADERS,
} from '../../server/domain/reading/tables/columns.ts';
import { csvShape } from '../../server/domain/reading/tables/csv-shape.ts';
import { csvProblem, namesOf } from '../../server/domain/reading/tables/rows.ts';
import { plainCode } from '../../server/domain/reading/texts/visible.ts';
import { requireTimeZone } from '../../server/domain/reading/times/instants.ts';
import { joinDayAndTime } from '../../server/domain/reading/times/join-day-and-time.ts';
import { createTimeReader, type TimeFormat } from '../../server/domain/reading/times/times.ts';
import type { Api } from '../command/api-client.ts';
import { readText } from '../command/read-text.ts';

/** Which column (CSV) or property (GeoJSON) holds what, a known header unless told, and what holds where there is none. */
export interface IncidentColumns {
  idKey?: string;
  categoryKey?: string;
  category?: string;
  severityKey?: string;
  severity: IncidentInput['severity'];
  foundBy: IncidentInput['foundBy'];
  fromKey?: string;
  toKey?: string;
  /** Unless told, a known header of a CSV, and the geometry of a feature. */
  lngKey?: string;
  latKey?: string;
  /** Zone of times without an offset. */
  timeZone: string;
  timeFormat?: TimeFormat;
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
  /** What the file was taken for where it did not say. */
  notes: string[];
}

type Row = Record<string, unknown>;
/** Rows of a file as incidents, and what is to be said of them when all are read. */
interface IncidentRows {
  rows: AsyncIterable<Row> | Iterable<Row>;
  columns: Found;
  notes: FileNote[];
}
/** With what is always there. */
type Found = IncidentColumns & { idKey: string; fromKey: string; dayKey: string | undefined };
type Reading = { incident: IncidentInput } | { refusal: IncidentOutcome };

/** Sends a file of incidents in batches; sending it again is harmless. */
export async function importIncidentFile(
  api: Api,
  file: string,
  options: IncidentFileOptions,
  onProgress: (totals: IncidentTotals) => void = () => {},
): Promise<IncidentTotals> {
  const totals: IncidentTotals = { counts: {}, examples: {}, notes: [] };
  const known = new Set<string>();
  const opened = await openRows(file, options);
  const reader = incidentReader(() => opened.columns, options);
  let batch: Reading[] = [];
  const send = async () => {
    const incidents = batch.flatMap((one) => ('incident' in one ? [one.incident] : []));
    const refusals = batch.flatMap((one) => ('refusal' in one ? [one.refusal] : []));
    batch = [];
    if (options.createCategories) await createCategories(api, incidents, known);
    const { outcomes } = incidents.length
      ? await api.postIncidents({ datum: options.datum, incidents })
      : { outcomes: [] };
    for (const outcome of [...outcomes, ...refusals]) count(totals, outcome);
    onProgress(totals);
  };
  for await (const row of opened.rows) {
    batch.push(reader.read(row));
    if (batch.length === INCIDENTS_MAX) await send();
  }
  if (batch.length > 0) await send();
  totals.notes.push(...tellNotesOfFile([...opened.notes, ...reader.notes()]).notes);
  return totals;
}

async function openRows(file: string, options: IncidentFileOptions): Promise<IncidentRows> {
  const { text, notes } = await readText(file);
  if (/^\s*[{[]/.test(text))
    return at(file, () => {
      const { features, whole } = readGeoJson(text);
      const crs = readCrs(whole, options.datum);
      const names = [
        ...new Set(features.flatMap(({ properties }) => Object.keys(properties ?? {}))),
      ];
      // The place is the geometry's unless told.
      const { lngKey, latKey } = options;
      const place = { lngKey: lngKey ?? PLACE.lng, latKey: latKey ?? PLACE.lat };
      const columns = { ...found(names, { ...options, ...place }), lngKey, latKey } as Found;
      const { categoryKey, fromKey, idKey, severityKey, toKey } = options;
      for (const key of [idKey, fromKey, toKey, categoryKey, severityKey, lngKey, latKey])
        if (key !== undefined) columnNamed(['id', ...names], key);
      return { rows: features.map(featureRow), columns, notes: [...notes, ...crs] };
    });
  const { fromLine, options: shape, text: table } = at(file, () => csvShape(text));
  let columns = found([], options);
  const parsed = () => {
    const rows = parse({
      ...shape,
      from_line: fromLine,
      info: true,
      relax_column_count: true,
      columns: (header: string[]) =>
        at(file, () => {
          const names = namesOf(header);
          columns = found(names, options);
          hasColumns(names, columns);
          return names;
        }),
    });
    const slices = Readable.from(slicesOf(table)).on('error', (error) => rows.destroy(error));
    return slices.pipe(rows);
  };
  const { delimiter } = shape;
  // What cannot be told apart is said before anything is stored.
  await finished(parsed().resume()).catch((error) => {
    throw inWords(error, file, { delimiter, text: table });
  });
  return {
    rows: rowsOf(parsed(), delimiter),
    // The header is read with the first row.
    get columns() {
      return columns;
    },
    notes,
  };
}

/** A parser is fed piece by piece, so that it holds the rows of one. */
function* slicesOf(text: string): Generator<string> {
  for (let i = 0; i < text.length; i += 65_536) yield text.slice(i, i + 65_536);
}

const inWords = (
  error: Error,
  file: string,
  shape: Parameters<typeof csvProblem>[1],
): ReadingError =>
  error instanceof ReadingError
    ? error
    : new ReadingError(`${file}: ${csvProblem(error as CsvError, shape).message}`);

interface Parsed {
  record: Row;
  /** `error`: of a row that has more or fewer cells than the header. */
  info: { error?: CsvError };
}

/** The rows of a table; of one whose cells are not those of the header it is kept why. */
async function* rowsOf(parsed: AsyncIterable<Parsed>, delimiter: string): AsyncGenerator<Row> {
  for await (const { info, record } of parsed)
    yield info.error
      ? { ...record, [TORN]: csvProblem(info.error, { delimiter }).message }
      : record;
}

/** Where it stands of a row why it cannot be read. */
const TORN = '\0torn';

/** A feature's properties, with its place under names no property has. */
function featureRow({ id, properties, geometry }: Feature<Geometry | null>): Row {
  const point = geometry?.type === 'Point' ? geometry.coordinates : null;
  const [lng, lat] = point ?? [];
  const place = point ? { [PLACE.lng]: lng, [PLACE.lat]: lat } : { [PLACE.type]: geometry?.type };
  return { ...(id === undefined ? {} : { id }), ...properties, ...place };
}

/** Where the place of a feature stands in its row. */
const PLACE = { lng: '\0lng', lat: '\0lat', type: '\0type' };

/** Options that tell the columns of a role. */
const KEYS = { time: 'fromKey', lng: 'lngKey', lat: 'latKey' } as const;

/** Columns as told, or found among the names of a file. */
function found(names: readonly string[], told: IncidentColumns): Found {
  const untold = (['time', 'lng', 'lat'] as const).filter((role) => !told[KEYS[role]]);
  const columns = findColumns(names, {}, ['date', ...untold]);
  const { lng = 'lng', lat = 'lat', time, date } = columns;
  const { id, category } = INCIDENT_HEADERS;
  const { category: all } = told;
  const categoryKey =
    told.categoryKey ??
    (all === undefined ? (columnAmong(names, category) ?? 'category') : undefined);
  return {
    ...told,
    idKey: told.idKey ?? columnAmong(names, id) ?? 'id',
    fromKey: told.fromKey ?? time ?? date ?? 'time',
    dayKey: date,
    ...(categoryKey === undefined ? {} : { categoryKey }),
    lngKey: told.lngKey ?? lng,
    latKey: told.latKey ?? lat,
  };
}

/** @throws ReadingError where a column that was named is not there. */
function hasColumns(names: readonly string[], columns: Found): void {
  const { categoryKey, fromKey, idKey, latKey, lngKey, severityKey, toKey } = columns;
  const missing = [idKey, fromKey, toKey, categoryKey, severityKey, lngKey, latKey].filter(
    (key) => key !== undefined && !names.includes(key),
  );
  if (missing.length > 0)
    throw new ReadingError(`has no column ${missing.join(', ')}; it has ${names.join(', ')}`);
}

/** Reads rows as incidents. What a row lacks is left for the server to refuse; what cannot be read is refused here, with its reason. */
function incidentReader(columnsOf: () => Found, told: IncidentColumns) {
  const timeZone = requireTimeZone(told.timeZone);
  const times = createTimeReader({ timeZone, format: told.timeFormat });
  const read = (row: Row): IncidentInput => {
    const columns = columnsOf();
    const text = (key: string | undefined) =>
      key === undefined ? '' : String(row[key] ?? '').trim();
    const time = (key: string) =>
      at(key, () => {
        const day = columns.dayKey === key ? '' : text(columns.dayKey);
        const whole = joinDayAndTime(day, text(key));
        const header = day === '' ? key : `${columns.dayKey} ${key}`;
        return new Date(times.read(whole, header)).toISOString();
      });
    const degrees = (key: string) => {
      const value = at(key, () => readDegrees(text(key)));
      if (value !== null && !Number.isNaN(value)) return value;
      throw fileProblem('missing', { name: key.replace('\0', '') });
    };
    const { lngKey = PLACE.lng, latKey = PLACE.lat } = columns;
    if (row[TORN] !== undefined) throw new ReadingError(String(row[TORN]));
    if (PLACE.type in row && columns.lngKey === undefined)
      throw row[PLACE.type]
        ? new ReadingError(`an incident is a Point, not a ${row[PLACE.type]}`)
        : fileProblem('missing', { name: 'geometry' });
    const from = time(columns.fromKey);
    return {
      id: plainCode(text(columns.idKey)),
      category: plainCode(text(columns.categoryKey)) || (columns.category ?? ''),
      severity: (text(columns.severityKey) || columns.severity) as IncidentInput['severity'],
      foundBy: columns.foundBy,
      position: { lng: degrees(lngKey), lat: degrees(latKey) },
      from,
      to: text(columns.toKey) === '' ? from : time(columns.toKey!),
    };
  };
  return {
    read: (row: Row): Reading => {
      try {
        return { incident: read(row) };
      } catch (error) {
        if (!(error instanceof ReadingError)) throw error;
        const id = String(row[columnsOf().idKey] ?? '').trim() || null;
        return { refusal: { id, outcome: 'refused', reason: 'invalid', detail: error.message } };
      }
    },
    notes: times.notes,
  };
}

/** Creates the categories that there are none of; those on record keep their names and points. */
async function createCategories(api: Api, batch: IncidentInput[], known: Set<string>) {
  const named = new Set(batch.map(({ category }) => category).filter(Boolean));
  if ([...named].every((code) => known.has(code))) return;
  for (const { code } of await api.incidentCategories()) known.add(code);
  const fresh = [...named].filter((code) => !known.has(code));
  await api.putIncidentCategories(
    fresh.map((code) => ({ code, nameZh: code, nameEn: code, points: 0 })),
  );
  for (const code of fresh) known.add(code);
}

function count(totals: IncidentTotals, { id, outcome, reason, detail }: IncidentOutcome): void {
  const key = reason ? `${outcome}: ${reason}` : outcome;
  totals.counts[key] = (totals.counts[key] ?? 0) + 1;
  if (reason) totals.examples[key] ??= `${id ?? '(no id)'}: ${detail ?? ''}`;
}
