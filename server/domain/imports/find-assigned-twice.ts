import { problem } from '../../contract/file-problem.ts';
import type { ImportDefect, ImportField, ImportKind } from '../../contract/imports/import.ts';
import { partition } from '../partition.ts';
import { KINDS } from './kinds.ts';
import { headerOf, type ImportReading } from './read-import.ts';

interface Told {
  row: number;
  field: ImportField;
  owner: string;
  target: string;
  fromMs: number;
  toMs: number | null;
}

/**
 * Rows that give an officer to a grid, or a handheld to an officer, while an earlier row of the file still does otherwise: from the same moment, or
 * before the end that it tells. One without an end lasts until the next. `from`: ISO, of rows that tell no beginning.
 */
export function findAssignedTwice(
  kind: ImportKind,
  { columns, rows }: ImportReading,
  from: string,
): ImportDefect[] {
  const told = rows.flatMap(({ row, values }): Told[] => {
    const { handheldAssignments, officerAssignments } = KINDS[kind].parts(values);
    const span = (one: { from?: string; to?: string }) => ({
      row,
      fromMs: Date.parse(one.from ?? from),
      toMs: one.to === undefined ? null : Date.parse(one.to),
    });
    return [
      ...officerAssignments.map((one) => ({
        ...{ field: 'grid' as const, owner: one.officer, target: one.grid },
        ...span(one),
      })),
      ...handheldAssignments.map((one) => ({
        ...{ field: 'handheld' as const, owner: one.handheld, target: one.officer },
        ...span(one),
      })),
    ];
  });
  return [...partition(told, ({ field, owner }) => `${field} ${owner}`).values()].flatMap((own) => {
    const inOrder = own.toSorted((a, b) => a.fromMs - b.fromMs || a.row - b.row);
    return inOrder.slice(1).flatMap((one, k): ImportDefect[] => {
      const before = inOrder[k]!;
      const { field, fromMs, owner, row, target } = one;
      if (!contradicts(before, one)) return [];
      const says = { code: owner, one: before.target, other: target };
      return [
        {
          ...{ row, field, column: headerOf(columns, field), defect: 'twice-at-once' },
          value: field === 'grid' ? target : owner,
          problems: [problem('assigned-twice', { ...says, from: new Date(fromMs).toISOString() })],
        },
      ];
    });
  });
}

const contradicts = (before: Told, one: Told): boolean =>
  before.fromMs === one.fromMs
    ? before.target !== one.target || before.toMs !== one.toMs
    : before.toMs !== null && before.toMs > one.fromMs;
