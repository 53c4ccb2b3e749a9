import { type FileProblem, firstCodes, problem } from '../../contract/file-problem.ts';
import type { ImportDefect, ImportDefectCode } from '../../contract/imports/import.ts';
import { partition } from '../partition.ts';
import { headerOf, type ImportReading, type ImportRow } from './read-import.ts';

/** An area that a file may mean. */
export interface MeantArea {
  code: string;
  /** Whether who brings the file in holds it now. */
  isOwn: boolean;
}

/** What stands in a file for areas, and which those may be: the one of that code, else all that are called so now. */
export type MeantAreas = ReadonlyMap<string, readonly MeantArea[]>;

/** As names are compared: whoever copies them adds blanks, or writes wide letters. */
const plainName = (name: string) => name.normalize('NFKC').replace(/\s/g, '');

/** Codes of the areas that texts may mean, of all that there are with their names. */
export function meantBy(
  texts: readonly string[],
  areas: readonly { code: string; name: string | null }[],
): Map<string, string[]> {
  const codes = new Set(areas.map(({ code }) => code));
  const called = partition(areas, ({ name }) => plainName(name ?? ''));
  return new Map(
    texts.map((text) => [
      text,
      codes.has(text) ? [text] : (called.get(plainName(text)) ?? []).map(({ code }) => code),
    ]),
  );
}

/** Codes of the home areas on record, by those of officers. */
export type HomesOnRecord = ReadonlyMap<string, { home: string | null }>;

type Meant = { code: string } | { defect: ImportDefectCode; problems?: FileProblem[] };

/** The area a row means. One that is home already may be told again whoever holds it, so that what was given out comes in. */
function homeOf({ code, home }: ImportRow['values'], areas: MeantAreas, on: HomesOnRecord): Meant {
  const meant = areas.get(String(home)) ?? [];
  const [own, ...others] = meant.filter(({ isOwn }) => isOwn);
  if (own && others.length === 0) return own;
  if (own) {
    const choices = firstCodes([own, ...others].map((one) => one.code).sort());
    return { defect: 'several-so-called', problems: [problem('may-be', { choices })] };
  }
  const before = meant.find((one) => one.code === on.get(String(code))?.home);
  return before ?? { defect: meant.length > 0 ? 'beyond-own' : 'unknown' };
}

/** Home areas that no row may tell: those that are not there, that several go by, or that are another's. */
export function findHomes(
  { all, columns }: ImportReading,
  areas: MeantAreas,
  on: HomesOnRecord,
): ImportDefect[] {
  return all.flatMap(({ row, values }): ImportDefect[] => {
    if (values.home === undefined) return [];
    const meant = homeOf(values, areas, on);
    const at = { row, field: 'home', column: headerOf(columns, 'home') } as const;
    return 'defect' in meant ? [{ ...at, ...meant, value: String(values.home) }] : [];
  });
}

/** Rows with the codes of the home areas that they mean. */
export const withHomes = (
  rows: readonly ImportRow[],
  areas: MeantAreas,
  on: HomesOnRecord,
): ImportRow[] =>
  rows.map((one) => {
    if (one.values.home === undefined) return one;
    const meant = homeOf(one.values, areas, on);
    return 'code' in meant ? { ...one, values: { ...one.values, home: meant.code } } : one;
  });
