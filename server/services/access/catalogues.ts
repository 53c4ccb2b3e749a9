import type { Catalogue } from '../../contract/access/thing.ts';
import { departmentsOf, endedDepartments, putDepartments } from '../../db/cases/departments.ts';
import {
  dropForeignCategory,
  listForeignCategories,
  putForeignCategories,
} from '../../db/cases/foreign-categories.ts';
import { findCategories, restoreCategories } from '../../db/incidents/categories.ts';
import { dropHoliday, listHolidays, putHolidays } from '../../db/people/holidays.ts';
import type { Put } from '../../db/people/provision.ts';
import type { Db } from '../../db/store/open.ts';

/** A thing of a catalogue with all that is said of it. */
export type Row = Record<string, unknown>;

interface Kept {
  /** Those of some codes or days that there are, as `put` takes them. */
  read: (db: Db, keys: readonly string[]) => Promise<Map<string, Row>>;
  /** Makes them again what they were. `nowMs`: Unix ms. */
  put: (db: Db, rows: readonly never[], nowMs: number) => Promise<Put>;
  /** Takes off what was new: a category is retired and a department ended, since others may speak of them by now. */
  drop: (db: Db, rows: readonly never[], nowMs: number) => Promise<unknown>;
}

const byKey = <T extends object>(rows: readonly T[], keyOf: (row: T) => string) =>
  new Map(rows.map((row): [string, Row] => [keyOf(row), row as Row]));
const only = (keys: readonly string[]) => {
  const asked = new Set(keys);
  return (key: string) => asked.has(key);
};
const each = async <T>(items: readonly T[], one: (item: T) => Promise<unknown>) => {
  for (const item of items) await one(item);
};

/** How what is put by code or day is read and put back, by its kind. */
export const KEPT: Record<Catalogue, Kept> = {
  holiday: {
    read: async (db, keys) => {
      const isAsked = only(keys);
      const days = await listHolidays(db);
      return byKey(
        days.filter(({ day }) => isAsked(day)),
        ({ day }) => day,
      );
    },
    put: putHolidays,
    drop: (db, days: readonly { day: string }[], nowMs) =>
      each(days, ({ day }) => dropHoliday(db, day, nowMs)),
  },
  category: {
    read: async (db, keys) =>
      byKey([...(await findCategories(db, keys)).values()], (one) => one.code),
    put: restoreCategories,
    drop: (db, rows: readonly object[], nowMs) =>
      restoreCategories(
        db,
        rows.map((row) => ({ ...row, retiredAt: new Date(nowMs).toISOString() })) as never[],
      ),
  },
  'foreign-category': {
    read: async (db, keys) => {
      const isAsked = only(keys);
      const all = await listForeignCategories(db);
      return byKey(
        all.filter(({ code }) => isAsked(code)),
        ({ code }) => code,
      );
    },
    put: putForeignCategories,
    drop: (db, rows: readonly { code: string }[]) =>
      each(rows, ({ code }) => dropForeignCategory(db, code)),
  },
  department: {
    read: async (db, keys) => {
      const [known, ended] = await Promise.all([
        departmentsOf(db, keys),
        endedDepartments(db, keys),
      ]);
      return byKey(
        [...known.values()].map((one) => ({ ...one, ended: ended.has(one.code) })),
        ({ code }) => code,
      );
    },
    put: (db, rows, nowMs) => putDepartments(db, rows, { homeAreaId: null, nowMs }),
    drop: (db, rows: readonly object[], nowMs) =>
      putDepartments(db, rows.map((row) => ({ ...row, ended: true })) as never[], {
        ...{ homeAreaId: null, nowMs },
      }),
  },
};
