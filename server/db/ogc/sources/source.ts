import type { RawBuilder } from 'kysely';

/** Who asks for what time; ISO moments, `-infinity` and `infinity` where it is open. */
export interface Ask {
  /** Only what this area may see. */
  areaId: number;
  since: string;
  until: string;
  /** Only this feature. */
  fid?: string;
}

/** A select of `fid` (text), `geom` (WGS-84) and the columns of a collection: all of that time that an area may see. */
export type Rows = RawBuilder<unknown>;

/** Ids of what belongs to a patrol or a grid begin with its own; 0: with none. */
export const ownerOf = (fid: string): number => Number(/^\d{1,15}(?=-)/.exec(fid)?.[0] ?? 0);
