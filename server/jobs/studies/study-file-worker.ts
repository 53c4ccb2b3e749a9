import type { MessagePort } from 'node:worker_threads';
import type { Note } from '../../contract/studies/note.ts';
import { type StoredResult, toCsv, toGeoJson, toJson } from '../../domain/analysis/formats.ts';
import { toGeoParquet } from '../../domain/analysis/geoparquet.ts';
import type { ResultTable } from '../../domain/analysis/method.ts';
import { openMessageStream, piecesOf } from '../worker/message-stream.ts';

export type StudyFileFormat = 'json' | 'csv' | 'geojson' | 'parquet';

/** Which table to write how; JSON holds them all. Through `port` come the pieces of the stored result; through it goes the file. */
export interface StudyFileWork {
  format: StudyFileFormat;
  /** A further table instead of the main one. */
  table: string | null;
  port: MessagePort;
}

const PIECE_BYTES = 256 * 1024;

function* bytesOf(buffer: ArrayBuffer): Generator<Uint8Array> {
  for (let from = 0; from < buffer.byteLength; from += PIECE_BYTES)
    yield new Uint8Array(buffer.slice(from, from + PIECE_BYTES));
}

function* texts(pieces: Iterable<string>): Generator<string> {
  for (const piece of pieces) yield* piecesOf(piece, PIECE_BYTES);
}

const FILES: Record<
  StudyFileFormat,
  (table: ResultTable, result: StoredResult) => Iterable<string | Uint8Array>
> = {
  json: (_table, result) => texts([JSON.stringify(toJson(result))]),
  csv: (table) => texts(toCsv(table)),
  geojson: (table) => texts(toGeoJson(table)),
  parquet: (table) => bytesOf(toGeoParquet(table)),
};

/**
 * Writes a table of a stored result as a file, in a worker thread. Gives the names of the further tables; nothing is
 * sent where the wanted one is not among them.
 */
export default async function work({ format, port, table }: StudyFileWork): Promise<string[]> {
  const stream = openMessageStream(port);
  try {
    const pieces: string[] = [];
    for await (const piece of stream.receive<string>()) pieces.push(piece);
    const result = readStored(pieces.join(''));
    const chosen = table === null ? result.table : result.tables?.[table];
    await stream.send(chosen === undefined ? [] : FILES[format](chosen, result));
    return Object.keys(result.tables ?? {});
  } finally {
    stream.close();
  }
}

/** A stored result has its notes told, with their codes beside them. */
function readStored(text: string): StoredResult {
  const stored = JSON.parse(text) as StoredResult & { noteCodes?: (Note | null)[] };
  return { ...stored, notes: stored.notes.map((told, i) => stored.noteCodes?.[i] ?? told) };
}
