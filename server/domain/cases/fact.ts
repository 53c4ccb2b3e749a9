import type { Level } from '../../contract/areas/area.ts';
import type { CaseStep } from '../../contract/cases/case.ts';

/** Something done to a case, as it is on record. Times in Unix ms. */
export interface Fact {
  /** Unique in its case: the same fact sent twice is one. */
  id: string;
  step: CaseStep;
  /** When it was done, by the clock of whoever did it. */
  at: number;
  /** The officer who did it; null: an account, or a program. */
  officerId: number | null;
  /** The level at which whoever did it holds authority; null: none. */
  level: Level | null;
  why: string | null;
  until: number | null;
  toOfficerId: number | null;
  toDepartmentId: number | null;
  toLevel: Level | null;
  into: number | null;
  rating: number | null;
}

/** Where a case lies: its levels, lowest first, such as grid, village, town, district. */
export type Ladder = readonly Level[];

/** Who handles a case. */
export interface Handler {
  officerId: number | null;
  departmentId: number | null;
}
