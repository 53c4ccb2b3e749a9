import type { FileNote } from '../../../contract/file-problem.ts';
import { METRES_PER_DEGREE, MINUTE_MS } from '../../../contract/units.ts';
import { partition } from '../../partition.ts';
import { at, fileNote, fileProblem } from '../problem.ts';
import type { Role } from './columns.ts';
import type { Rows } from './rows.ts';

type Row = Record<string, string>;
type Columns = Partial<Record<Role, string>>;
type Table = Pick<Rows, 'rows' | 'lines'>;
type Place = { t: number; lng: number; lat: number };

/** Rows from which on a column that differs in most of them names no person: numbers of points, remarks. */
const ENOUGH_ROWS = 10;
/** Share of rows that stand elsewhere at the very moment of another: one person is not in two places. */
const ELSEWHERE_SHARE = 0.1;
/** Faster than any patrol, m/s. */
const LEAP_MPS = 50;

/**
 * Rows that name nobody in a column of people or devices, as cells merged over several rows are saved: they are of the only one that the
 * column names. @throws ReadingError where it names several.
 */
export function withNames({ rows, lines }: Table, columns: Columns): Table & { notes: FileNote[] } {
  const notes: FileNote[] = [];
  let named = rows;
  for (const column of [columns.person, columns.device]) {
    if (column === undefined) continue;
    const [name, ...others] = new Set(rows.map((row) => row[column]!).filter(Boolean));
    const first = rows.findIndex((row) => row[column] === '');
    if (name === undefined || first < 0) continue;
    if (others.length > 0)
      at({ code: 'line', value: lines[first]! }, () => {
        throw fileProblem('nobody-named', { column });
      });
    const count = rows.filter((row) => row[column] === '').length;
    notes.push(fileNote('unnamed-rows', { count, column, name, line: lines[first]! }));
    named = named.map((row) => (row[column] === '' ? { ...row, [column]: name } : row));
  }
  return { rows: named, lines, notes };
}

/** Whose each row is, by the columns that name tracks, people and devices. Functions of the place of a row. */
export function identitiesOf(rows: readonly Row[], columns: Columns) {
  const isNamed = (column: string) =>
    rows.length < ENOUGH_ROWS || new Set(rows.map((row) => row[column])).size <= rows.length / 2;
  const of = (role: Role) => {
    const column = columns[role];
    return column === undefined || (role !== 'track' && !isNamed(column)) ? null : column;
  };
  const [track, person, device] = [of('track'), of('person'), of('device')];
  const value = (i: number, column: string | null) => (column === null ? '' : rows[i]![column]!);
  const passedOver = (['person', 'device'] as const).filter(
    (role) => columns[role] !== undefined && of(role) === null,
  );
  return {
    keyOf: (i: number) =>
      [...new Set([track, person, device].map((column) => value(i, column)))]
        .filter(Boolean)
        .join(' / '),
    trackOf: (i: number) => value(i, track),
    deviceOf: (i: number) => value(i, device),
    carrierOf: (i: number) => value(i, person) || value(i, device),
    notes: passedOver.map((role) => fileNote(`names-no-${role}`, { column: columns[role]! })),
  };
}

/** Columns that say how a position was found, which one receiver alternates between: they name nobody. */
const NAMES_NOBODY =
  /provider|source|type|status|state|valid|mode|定位方式|定位类型|状态|来源|类型|方式/i;

/**
 * Refuses rows that are of several people though no known column says so: where they stand in two places at one moment, or go
 * to and fro faster than anybody and a column tells who does not. A column that tells them apart is named.
 */
export function requireOneAtATime(
  rows: readonly Row[],
  groups: ReadonlyMap<string, readonly number[]>,
  known: readonly string[],
  places: readonly Place[],
): void {
  const isTwice = (part: readonly number[]) => elsewhereShare(part, places) >= ELSEWHERE_SHARE;
  const leaps = (part: readonly number[]) => leapShare(part, places) >= ELSEWHERE_SHARE;
  for (const group of groups.values()) {
    const twice = isTwice(group);
    if (!twice && !leaps(group)) continue;
    const telling = Object.keys(rows[group[0]!]!).find((name) => {
      if (known.includes(name) || NAMES_NOBODY.test(name)) return false;
      const parts = partition(group, (i) => rows[i]![name]!);
      return (
        parts.size > 1 &&
        parts.size <= group.length / 4 &&
        [...parts.values()].every((part) => !isTwice(part) && !leaps(part))
      );
    });
    // Leaps alone may be a forged or broken track, which is for the judge to say.
    if (telling === undefined && !twice) continue;
    if (telling !== undefined) throw fileProblem('several-people-by', { column: telling });
    const most = Math.max(
      ...[...partition(group, (i) => places[i]!.t).values()].map((rows) => rows.length),
    );
    const isCut = group.every((i) => places[i]!.t % MINUTE_MS === 0);
    throw isCut ? fileProblem('times-cut', { count: most }) : fileProblem('several-people');
  }
}

/** Rows at a moment at which another row is at another place, as a share. */
function elsewhereShare(group: readonly number[], places: readonly Place[]): number {
  const at = partition(group, (i) => places[i]!.t);
  let clashes = 0;
  for (const rows of at.values())
    clashes += new Set(rows.map((i) => `${places[i]!.lng} ${places[i]!.lat}`)).size - 1;
  return clashes / group.length;
}

/** Rows that lie further from the one before, in order of time, than anybody gets, as a share. */
function leapShare(group: readonly number[], places: readonly Place[]): number {
  const inTime = group.map((i) => places[i]!).sort((a, b) => a.t - b.t);
  const leaps = inTime.filter((place, k) => {
    const before = inTime[k - 1] ?? place;
    const seconds = (place.t - before.t) / 1000;
    return seconds > 0 && distanceM(before, place) > LEAP_MPS * seconds;
  });
  return leaps.length / group.length;
}

/** On a sphere whose degrees of latitude are as long everywhere: good enough for what nobody can walk or drive. */
const distanceM = (a: Place, b: Place) =>
  Math.hypot((a.lng - b.lng) * Math.cos((a.lat * Math.PI) / 180), a.lat - b.lat) *
  METRES_PER_DEGREE;
