import type { ImportKind } from '../../contract/imports/import.ts';
import { readTable } from '../reading/tables/tables.ts';
import { holds } from './find-columns.ts';
import { type ImportReading, type ReadOptions, readImport } from './read-import.ts';

export interface ImportFile extends ReadOptions {
  kind: ImportKind;
  bytes: Uint8Array;
  /** Unix ms. */
  nowMs: number;
}

/** Reads a file of a kind: every row that is sound, and every defect of the others. @throws ReadingError where it is no table. */
export function readFile({ bytes, kind, nowMs, ...options }: ImportFile): ImportReading {
  const { columns, timeZone } = options;
  const table = readTable(bytes, { timeZone, nowMs, isMeant: holds(kind, columns) });
  return readImport(kind, table, options);
}
