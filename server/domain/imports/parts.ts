import type { Role } from '../../contract/accounts/account.ts';
import type { Datum } from '../../contract/areas/geo.ts';
import type { Department } from '../../contract/cases/department.ts';
import type { Leave } from '../../contract/metrics/day.ts';
import type { Holiday } from '../../contract/people/holiday.ts';
import type { OfficerCategory } from '../../contract/people/people.ts';
import type { Post } from '../../contract/people/post.ts';

/** What is told of an officer; what is not stays as it is on record. */
export interface OfficerRow {
  code: string;
  name: string;
  category?: OfficerCategory;
  /** Code of the area. */
  home?: string;
}
export interface HandheldRow {
  code: string;
  datum?: Datum;
  secret?: string;
}
export interface CategoryRow {
  code: string;
  parent?: string;
  nameZh: string;
  nameEn?: string;
  points?: number;
}
export interface LeaveRow {
  officer: string;
  firstDay: string;
  lastDay: string;
  kind: Leave['kind'];
  substitute?: string;
}
/** One thing that a department answers for, and one who belongs to it; its rows together are the department. */
export interface DepartmentRow {
  code: string;
  name: string;
  departmentKind?: Department['kind'];
  area: string;
  incidentCategory?: string;
  sentAtOnce?: 'yes' | 'no';
  officer?: string;
}
export interface AccountRow {
  name: string;
  role: Role;
  area: string;
}
interface Held {
  /** ISO 8601; the moment of the import unless told. */
  from?: string;
  to?: string;
}

/** What a table brings, of every sort there is. */
export interface Parts {
  officers: OfficerRow[];
  handhelds: HandheldRow[];
  officerAssignments: ({ officer: string; grid: string } & Held)[];
  handheldAssignments: ({ handheld: string; officer: string } & Held)[];
  posts: Post[];
  leave: LeaveRow[];
  holidays: Holiday[];
  categories: CategoryRow[];
  departments: DepartmentRow[];
  accounts: AccountRow[];
}

/** The parts that are given; values were read by the fields of their kind. */
export const partsOf = (given: { [K in keyof Parts]?: readonly object[] }): Parts =>
  ({
    officers: [],
    handhelds: [],
    officerAssignments: [],
    handheldAssignments: [],
    posts: [],
    leave: [],
    holidays: [],
    categories: [],
    departments: [],
    accounts: [],
    ...given,
  }) as Parts;

/** All parts of one sort together, sort by sort. */
export const joinParts = (all: readonly Parts[]): Parts =>
  partsOf(
    Object.fromEntries(
      Object.keys(partsOf({})).map((sort) => [
        sort,
        all.flatMap((parts): object[] => parts[sort as keyof Parts]),
      ]),
    ),
  );
