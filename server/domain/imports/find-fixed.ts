import type { ImportDefect } from '../../contract/imports/import.ts';
import type { Columns } from './find-columns.ts';
import { headerOf, type ImportRow } from './read-import.ts';

/** An account on record, with the code of its area. */
export interface KnownAccount {
  id: number;
  role: string;
  area: string;
  /** Signed in by the provider of identities, which says its role and area. */
  provided: boolean;
}

/** Rows that would change what no file changes: the account of whoever brings it in, and those of the provider of identities. */
export function findFixed(
  { all, columns }: { all: readonly ImportRow[]; columns: Columns },
  known: ReadonlyMap<string, KnownAccount>,
  ownId: number | null,
): ImportDefect[] {
  return all.flatMap(({ row, values }): ImportDefect[] => {
    const value = String(values.name);
    const account = known.get(value);
    const field = account?.role !== values.accountRole ? 'accountRole' : 'area';
    if (
      !account ||
      values[field] === undefined ||
      values[field] === account[field === 'area' ? 'area' : 'role']
    )
      return [];
    const at = { row, field, column: headerOf(columns, field), value } as const;
    if (account.provided) return [{ ...at, defect: 'provided' }];
    return account.id === ownId ? [{ ...at, defect: 'own-account' }] : [];
  });
}
