import { cleanedToMask } from '../../contract/fixes/mark-mask.ts';
import { MINUTE_MS } from '../../contract/units.ts';
import { carryOrigins } from '../handhelds/origins.ts';
import { utcDay } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import { type FixFigures, picked } from './figures.ts';
import { countRefused } from './refused-fixes.ts';

/** Another session lies at most so far from the one sent, towards the time of the fix. */
const RENAMED_MAX_MS = MINUTE_MS;

/** A place where fixes are kept by name. */
export interface NamedStore {
  /** Stores fixes and says of each whether it is new; of one name the first is. */
  store: (fixes: FixFigures) => Promise<boolean[]>;
  /** Of fixes whose names are there: whether another moment or place stands under the name. */
  othersOfName: (fixes: FixFigures) => Promise<boolean[]>;
}

/**
 * Stores each fix under its name or, where the name is that of another fix (a handheld that was set up anew and counts from the start again),
 * under a session of its own that follows from its time and place, so that the same fix sent again finds itself there. What was renamed is
 * marked `name` and counted for its handheld. Says of each whether it is new.
 */
export async function storeByName(
  db: Db,
  fixes: FixFigures,
  { othersOfName, store }: NamedStore,
): Promise<boolean[]> {
  const stored = await store(fixes);
  if (stored.every(Boolean)) return stored;
  const renamed = new Map<number, number>();
  let known = placesOf(stored, (isNew) => !isNew);
  let as = picked(fixes, known);
  for (let tried = 0; known.length > 0; tried++) {
    const others = placesOf(await othersOfName(as), Boolean);
    if (others.length === 0) break;
    known = others.map((k) => known[k]!);
    as = underOtherNames(picked(fixes, known), tried);
    await carryOrigins(
      db,
      known.map((i, k) => ({
        handheldId: fixes.handheldId[i]!,
        session: fixes.session[i]!,
        to: as.session[k]!,
      })),
    );
    const isNew = await store(as);
    for (const k of placesOf(isNew, Boolean)) {
      stored[known[k]!] = true;
      const id = as.handheldId[k]!;
      renamed.set(id, (renamed.get(id) ?? 0) + 1);
    }
    const left = placesOf(isNew, (is) => !is);
    known = left.map((k) => known[k]!);
    as = picked(as, left);
  }
  for (const [handheldId, count] of renamed)
    await countRefused(db, handheldId, utcDay(fixes.receivedMs[0]!), new Map([['renamed', count]]));
  return stored;
}

const placesOf = (values: readonly boolean[], is: (value: boolean) => boolean): number[] =>
  values.flatMap((value, i) => (is(value) ? [i] : []));

function underOtherNames(fixes: FixFigures, tried: number): FixFigures {
  const { lat, lng, t } = fixes;
  const name = cleanedToMask(['name']);
  return {
    ...fixes,
    session: Float64Array.from(fixes.session, (session, i) => {
      const offset = 1 + ((hash(`${t[i]} ${lng[i]} ${lat[i]}`) + tried) % RENAMED_MAX_MS);
      return session + (t[i]! < session ? -offset : offset);
    }),
    // A mask of nothing is none.
    cleaned: Float64Array.from(fixes.cleaned, (mask) => mask | name),
  };
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++)
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return value;
}
