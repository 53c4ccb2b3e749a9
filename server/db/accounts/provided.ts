import { sql } from 'kysely';
import type { Role } from '../../contract/accounts/account.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** Who somebody is at a provider of identities. */
export interface Identity {
  issuer: string;
  subject: string;
}

export interface Provided {
  id: number;
  name: string;
  /** By an account of here; the provider cannot let it in again. */
  isDisabledHere: boolean;
}

/** The account of an identity. */
export async function findProvided(
  db: Db,
  { issuer, subject }: Identity,
): Promise<Provided | undefined> {
  const { rows } = await sql<Provided>`
    select id, name, disabled_at is not null and disabled_by is not null as "isDisabledHere"
    from users where issuer = ${issuer} and subject = ${subject}`.execute(db);
  return rows[0];
}

/** Gives the account of an identity its role and area. */
export async function updateProvided(
  db: Db,
  id: number,
  { role, areaId }: { role: Role; areaId: number },
): Promise<void> {
  await sql`
    update users set role = ${role}, area_id = ${areaId}, disabled_at = null where id = ${id}`.execute(
    db,
  );
}

/** Makes the account of an identity. Returns its id; undefined where the name is another's. */
export async function insertProvided(
  db: Db,
  account: Identity & { name: string; role: Role; areaId: number; passwordHash: string },
): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    insert into users (name, role, area_id, password_hash, issuer, subject)
    values (${account.name}, ${account.role}, ${account.areaId}, ${account.passwordHash}, ${account.issuer}, ${account.subject})
    on conflict do nothing returning id`.execute(db);
  return rows[0]?.id;
}

/** Ends the account of an identity that has no role any more, until it has one again. */
export async function endProvided(db: Db, id: number, nowMs: number): Promise<void> {
  await sql`
    update users set disabled_at = ${iso(nowMs)}, disabled_by = null
    where id = ${id} and disabled_at is null`.execute(db);
}

/** The id of the area of a code. */
export async function areaOfCode(db: Db, code: string): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`select id from areas where code = ${code}`.execute(db);
  return rows[0]?.id;
}
