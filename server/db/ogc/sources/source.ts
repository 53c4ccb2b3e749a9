import type { RawBuilder } from 'kysely';
import type { Db } from '../../store/open.ts';

/** Who asks for what time; ISO moments, `-infinity` and `infinity` where it is open. */
export interface Ask {
  /** Only what this area may see. */
  areaId: number;
  since: string;
  until: string;
  /** Only this feature. */
  fid?: string;
}

/** What narrows rows that are made for it: a box (a geometry of the store), and columns that a filter wants equal to one value. */
export interface Where {
  box: RawBuilder<unknown> | null;
  equal: Readonly<Record<string, unknown>>;
}

/** A select of `fid` (text), `geom` (WGS-84) and the columns of a collection: all of that time that an area may see. */
export type Rows = RawBuilder<unknown>;

/** Rows that are asked about at once: those of some patrols, or all. */
export interface Part {
  patrolIds?: readonly number[];
}

/** Rows of a collection, asked about so many at a time that none of it has to be held. */
export interface Source {
  /**
   * What there is, in the order of ids; what ends before `after` may be left out where not all of it is counted.
   * Throws `invalid` where there is more of it than can be sorted by a column.
   */
  parts: (of: { after: string | null; isSorted: boolean }) => Promise<Parts>;
  /** Asks about a part, all of it seen at one moment. */
  ask: <T>(part: Part, question: (db: Db, rows: Rows) => Promise<T>) => Promise<T>;
  /** Ids in their order, so many together as are read at once. */
  batches: (fids: readonly string[]) => { part: Part; fids: readonly string[] }[];
}

export interface Parts {
  parts: readonly Part[];
  /** Whether it is little enough to be counted. */
  isCounted: boolean;
}

/** Rows read at once; more are read when the reader has taken them. */
export const BATCH = 1_000;

/** Rows the store can hold by itself. */
export const wholeSource = (db: Db, rows: Rows): Source => ({
  parts: async () => ({ parts: [{}], isCounted: true }),
  ask: (_, question) => question(db, rows),
  batches: (fids) =>
    Array.from({ length: Math.ceil(fids.length / BATCH) }, (_, k) => ({
      part: {},
      fids: fids.slice(k * BATCH, (k + 1) * BATCH),
    })),
});

/** Ids of what belongs to a patrol or a grid begin with its own; 0: with none. */
export const ownerOf = (fid: string): number => Number(/^\d{1,15}(?=-)/.exec(fid)?.[0] ?? 0);
