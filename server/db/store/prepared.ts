import type { Kysely, QueryResult, RawBuilder } from 'kysely';
import type { Database } from './tables.ts';

const names = new Map<string, string>();

/**
 * Runs a statement that is planned once a connection instead of every time: with day partitions and recursive functions in it, planning
 * costs as much as running. Its text must not vary.
 */
export function prepared<T>(
  db: Kysely<Database>,
  statement: RawBuilder<T>,
): Promise<QueryResult<T>> {
  const compiled = statement.compile(db);
  if (!names.has(compiled.sql)) names.set(compiled.sql, `xunji${names.size}`);
  return db.executeQuery<T>(compiled);
}

/** The name a statement has on every connection, where it is one to be prepared. */
export const preparedName = (text: string): string | undefined => names.get(text);
