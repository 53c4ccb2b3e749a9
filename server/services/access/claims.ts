import type { Thing } from '../../contract/access/thing.ts';
import type { Pointer, Route } from '../../contract/routes/route.ts';
import { DAY_MS } from '../../contract/units.ts';
import type { Claim } from '../../db/access/standings.ts';
import { iso } from '../../db/store/moments.ts';

/** The checked parts of a call. */
export interface Call {
  params: unknown;
  query: unknown;
  body: unknown;
}

/** Things of one kind that a call names in one place. */
export interface Named {
  thing: Thing;
  /** The address names it: what one may not see is not there. */
  inPath: boolean;
  claims: Claim[];
}

/**
 * What a call names, as its declaration points to it, and as of when: the `from` and `to`, `firstDay` and `lastDay` or `at` beside the
 * name, else those of the query, else now, or as many days up to now as it looks back.
 */
export function namedBy({ looksBackDays = 0, scope }: Route, call: Call, nowMs: number): Named[] {
  if (typeof scope === 'string') return [];
  const [since, until] = [nowMs - looksBackDays * DAY_MS, nowMs].map(iso) as [string, string];
  return Object.entries(scope).flatMap(([kind, pointers]) =>
    [pointers].flat().map((pointer: Pointer) => {
      const values = follow(call, pointer.split('.'));
      return {
        thing: kind === 'unit' ? unitOf(values[0]?.beside) : (kind as Thing),
        inPath: pointer.startsWith('params.'),
        claims: values.flatMap(({ value, beside }) => {
          const key = keyOf(value, pointer);
          return key === undefined
            ? []
            : [{ key, ...(spanOf([beside, call.query]) ?? { since, until }) }];
        }),
      };
    }),
  );
}

const unitOf = (beside: unknown): Thing =>
  (beside as { level?: unknown } | undefined)?.level === 'officer' ? 'officer' : 'area';

/** Everything a way leads to, each with the object that holds it. */
export function follow(
  at: unknown,
  [name, ...rest]: readonly string[],
  beside: unknown = at,
): { value: unknown; beside: unknown }[] {
  if (name === undefined) return at === undefined || at === null ? [] : [{ value: at, beside }];
  if (typeof at !== 'object' || at === null) return [];
  if (name === '*') return Array.isArray(at) ? at.flatMap((item) => follow(item, rest, at)) : [];
  return Object.hasOwn(at, name) ? follow(at[name as never], rest, at) : [];
}

/** An id or a code. Queries name things by ids alone, some as text; what is none is for the route to refuse. */
function keyOf(value: unknown, pointer: Pointer): number | string | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  if (!pointer.startsWith('query.')) return value;
  return /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}

const FOREVER = 'infinity';
const SPANS = [
  ['from', 'to'],
  ['firstDay', 'lastDay'],
  ['at', 'at'],
] as const;

/** The time a query asks for, ISO; null where it is open. */
export function askedSpan(query: unknown): { since: string | null; until: string | null } {
  const fields = (query ?? {}) as Record<string, unknown>;
  const [first, last] = SPANS.find(([name]) => fields[name] !== undefined) ?? SPANS[0];
  return { since: momentOf(fields[first]) ?? null, until: momentOf(fields[last]) ?? null };
}

/** The time that is told first; undefined: none is. */
function spanOf(places: readonly unknown[]): Pick<Claim, 'since' | 'until'> | undefined {
  for (const place of places)
    for (const [first, last] of SPANS) {
      const fields = (place ?? {}) as Record<string, unknown>;
      const since = momentOf(fields[first], '01-01');
      if (since) return { since, until: momentOf(fields[last], '12-31') ?? FOREVER };
    }
  return undefined;
}

/** A day stands for its noon, which is on it in nearly every time zone, a year for a day of it. What is no moment is for the route to refuse. */
function momentOf(value: unknown, dayOfYear = '01-01'): string | undefined {
  if (typeof value === 'number' && value >= 1_000 && value <= 9_999)
    return momentOf(`${value}-${dayOfYear}`);
  if (typeof value !== 'string') return undefined;
  const text = /^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T12:00:00Z` : value;
  const ms = /^\d{10,14}$/.test(text) ? Number(text) : Date.parse(text);
  const year = new Date(ms).getUTCFullYear();
  return year >= 1 && year <= 9999 ? new Date(ms).toISOString() : undefined;
}
