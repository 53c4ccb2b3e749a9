import { sql } from 'kysely';
import type { Db } from '../store/open.ts';

/** Keeps the secret of a second factor that is offered; it counts from `confirmSecondFactor` on. */
export async function offerSecondFactor(db: Db, id: number, sealed: string): Promise<void> {
  await sql`
    update users set totp_sealed = ${sealed} where id = ${id} and totp_step is null`.execute(db);
}

/** Puts the offered second factor in force, with its recovery codes by their hashes. */
export async function confirmSecondFactor(
  db: Db,
  { id, step, hashes }: { id: number; step: number; hashes: readonly string[] },
): Promise<boolean> {
  const { rows } = await sql`
    update users set totp_step = ${step}, recovery_hashes = ${hashes}::text[]
    where id = ${id} and totp_step is null and totp_sealed is not null returning id`.execute(db);
  return rows.length > 0;
}

/** Uses up the code of a time step, and all before it. Returns whether it was still good: each code works once. */
export async function spendStep(db: Db, id: number, step: number): Promise<boolean> {
  const { rows } = await sql`
    update users set totp_step = ${step} where id = ${id} and totp_step < ${step} returning id`.execute(
    db,
  );
  return rows.length > 0;
}

/** Uses up a recovery code. Returns whether it was one. */
export async function spendRecoveryCode(db: Db, id: number, hash: string): Promise<boolean> {
  const { rows } = await sql`
    update users set recovery_hashes = array_remove(recovery_hashes, ${hash})
    where id = ${id} and ${hash} = any(recovery_hashes) returning id`.execute(db);
  return rows.length > 0;
}

export async function countRecoveryCodes(db: Db, id: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select cardinality(recovery_hashes) as count from users where id = ${id}`.execute(db);
  return rows[0]?.count ?? 0;
}

export async function dropSecondFactor(db: Db, id: number): Promise<void> {
  await sql`
    update users set totp_sealed = null, totp_step = null, recovery_hashes = '{}' where id = ${id}`.execute(
    db,
  );
}
