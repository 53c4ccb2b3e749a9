import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import { type AreaFilter, areaCollection, areasSignature } from '../../db/areas/areas.ts';
import type { Db } from '../../db/store/open.ts';

/** Bytes of packed answers that are kept: a city's outlines are half a megabyte. */
const KEPT_BYTES = 64 * 1024 * 1024;

const pack = promisify(gzip);

/** GeoJSON of areas as it goes out, gzip, and what it is known by: the same tag, the same bytes. */
export interface PackedAreas {
  tag: string;
  bytes: Buffer;
}

/** Outlines of areas, read and packed once for all who ask until one of them changes. */
export function createPackedAreas(db: Db) {
  const packed = new LRUCache<string, PackedAreas>({
    maxSize: KEPT_BYTES,
    sizeCalculation: ({ bytes }) => bytes.length,
  });
  return {
    tagOf: async (filter: AreaFilter): Promise<string> => {
      const { within, level } = filter;
      return `"${within ?? 'all'}-${level ?? 'all'}-${await areasSignature(db, filter)}"`;
    },
    async read(filter: AreaFilter, tag: string): Promise<PackedAreas> {
      const known = packed.get(tag);
      if (known) return known;
      const bytes = await pack(JSON.stringify(await areaCollection(db, filter)));
      const made = { tag, bytes };
      packed.set(tag, made);
      return made;
    },
  };
}
