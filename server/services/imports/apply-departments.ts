import type { DepartmentInput } from '../../contract/cases/department.ts';
import { departmentsOf, putDepartments } from '../../db/cases/departments.ts';
import type { Put } from '../../db/people/provision.ts';
import type { Db } from '../../db/store/open.ts';
import type { DepartmentRow } from '../../domain/imports/parts.ts';
import { partition } from '../../domain/partition.ts';

/** What putting some of a sort came to, and how many of it there were. */
export interface Applied {
  given: number;
  created: number;
  put: Put;
}

/** Puts the departments of an import that differ from those on record, each as its rows together say. */
export async function applyDepartments(
  trx: Db,
  rows: readonly DepartmentRow[],
  nowMs: number,
): Promise<Applied> {
  const rowsBy = partition(rows, ({ code }) => code);
  if (rowsBy.size === 0) return { given: 0, created: 0, put: { changed: 0 } };
  const known = await departmentsOf(trx, [...rowsBy.keys()]);
  const told = [...rowsBy].map(([code, own]) => departmentOf(own, known.get(code)));
  const other = told.filter((one) => {
    const before = known.get(one.code);
    return !before || canonical(before) !== canonical(one);
  });
  const put =
    other.length > 0
      ? await putDepartments(trx, other, { homeAreaId: null, nowMs })
      : { changed: 0 };
  return { given: told.length, created: rowsBy.size - known.size, put };
}

/** What of a department a row is about. */
const dutyOf = ({ area, incidentCategory = '' }: DepartmentRow) =>
  JSON.stringify([area, incidentCategory]);

function departmentOf(
  rows: readonly DepartmentRow[],
  before: DepartmentInput | undefined,
): DepartmentInput {
  const { code, name } = rows[0]!;
  const kind = rows.find(({ departmentKind }) => departmentKind)?.departmentKind;
  return {
    ...{ code, name, kind: kind ?? before?.kind ?? 'department' },
    duties: [...partition(rows, dutyOf).values()].map((own) => {
      const { area, incidentCategory: category = null } = own[0]!;
      const told = own.find(({ sentAtOnce }) => sentAtOnce)?.sentAtOnce;
      const was = before?.duties.find((duty) => duty.area === area && duty.category === category);
      // Where no row says whether it is sent at once, that stays.
      return { area, category, atOnce: told ? told === 'yes' : (was?.atOnce ?? false) };
    }),
    officers: rows.flatMap(({ officer }) => officer ?? []),
  };
}

/** The same text for the same department, in whatever order its rows come. */
const canonical = ({ duties, kind, name, officers = [] }: DepartmentInput): string =>
  JSON.stringify([
    ...[name, kind],
    [
      ...new Set(
        duties.map(({ area, atOnce = false, category = null }) =>
          JSON.stringify([area, category, atOnce]),
        ),
      ),
    ].sort(),
    [...new Set(officers)].sort(),
  ]);
