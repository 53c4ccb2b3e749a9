import { readStandings } from '../../db/access/standings.ts';
import { areasByName } from '../../db/areas/areas-by-name.ts';
import { iso } from '../../db/store/moments.ts';
import type { Db } from '../../db/store/open.ts';
import { type MeantAreas, meantBy } from '../../domain/imports/find-homes.ts';

/** The areas that texts of a file may mean, by code or by the name of a moment (Unix ms), and whether an area `within` holds them then. */
export async function readMeantAreas(
  db: Db,
  texts: readonly string[],
  { nowMs, within }: { nowMs: number; within: number },
): Promise<MeantAreas> {
  if (texts.length === 0) return new Map();
  const meant = meantBy(texts, await areasByName(db, nowMs));
  const all = [...new Set([...meant.values()].flat())];
  const at = iso(nowMs);
  const claims = all.map((key) => ({ key, since: at, until: at }));
  const standings = await readStandings(db, 'area', claims, { areaId: within, nowMs });
  const own = new Set(all.filter((_, k) => standings[k]?.held));
  return new Map(
    [...meant].map(([text, codes]) => [
      text,
      codes.map((code) => ({ code, isOwn: own.has(code) })),
    ]),
  );
}
