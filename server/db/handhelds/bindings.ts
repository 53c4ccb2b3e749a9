import { sql } from 'kysely';
import type { Datum } from '../../contract/areas/geo.ts';
import type { Binding, Protocol } from '../../contract/handhelds/binding.ts';
import { utc } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

const COLUMNS = sql`id, handheld_id as "handheldId", protocol, device, address_range::text as "addressRange",
  case when address_range is null then 'token' else 'address' end as trust, shared_key is not null as encrypted,
  created_by as "createdBy", ${utc('created_at')} as "createdAt", ${utc('revoked_at')} as "revokedAt"`;

/** A handheld as a message of another protocol names it. */
export interface BoundHandheld {
  handheldId: number;
  code: string;
  datum: Datum;
  tokenHash: string | null;
  device: string | null;
  addressRange: string | null;
  /** Sealed. */
  sharedKey: string | null;
}

const bound = (where: ReturnType<typeof sql>) => sql<BoundHandheld>`
  select b.handheld_id as "handheldId", h.code, h.datum, b.token_hash as "tokenHash", b.device,
    b.address_range::text as "addressRange", b.shared_key as "sharedKey"
  from handheld_bindings b join handhelds h on h.id = b.handheld_id
  where b.revoked_at is null and ${where}`;

/** The handheld whose token of a protocol has this hash. */
export async function findByToken(
  db: Db,
  protocol: Protocol,
  tokenHash: string,
): Promise<BoundHandheld | undefined> {
  const { rows } = await bound(
    sql`b.protocol = ${protocol} and b.token_hash = ${tokenHash}`,
  ).execute(db);
  return rows[0];
}

/** The handheld that a protocol knows by this name; the name alone proves nothing. */
export async function findByDevice(
  db: Db,
  protocol: Protocol,
  device: string,
): Promise<BoundHandheld | undefined> {
  const { rows } = await bound(sql`b.protocol = ${protocol} and b.device = ${device}`).execute(db);
  return rows[0];
}

/** Binds a handheld; undefined where another one has this device name already. */
export async function insertBinding(
  db: Db,
  binding: {
    handheldId: number;
    protocol: Protocol;
    device: string | null;
    tokenHash: string | null;
    addressRange: string | null;
    sharedKey: string | null;
    /** ISO; null where it need not register. */
    registerUntil: string | null;
    createdBy: string;
  },
): Promise<Binding | undefined> {
  const { rows } = await sql<Binding>`
    insert into handheld_bindings (handheld_id, protocol, device, token_hash, address_range, shared_key, register_until, created_by)
    values (${binding.handheldId}, ${binding.protocol}, ${binding.device}, ${binding.tokenHash},
      ${binding.addressRange}::cidr, ${binding.sharedKey}, ${binding.registerUntil}::timestamptz, ${binding.createdBy})
    on conflict (protocol, device) where revoked_at is null do nothing
    returning ${COLUMNS}`.execute(db);
  return rows[0];
}

/** Gives a terminal that may register its code, once; whether it might. */
export async function claimRegistration(
  db: Db,
  {
    protocol,
    device,
    tokenHash,
    moment,
  }: { protocol: Protocol; device: string; tokenHash: string; moment: string },
): Promise<boolean> {
  const { rows } = await sql`
    update handheld_bindings set token_hash = ${tokenHash}, register_until = null
    where protocol = ${protocol} and device = ${device} and revoked_at is null and register_until > ${moment}
    returning id`.execute(db);
  return rows.length > 0;
}

/** Bindings of a handheld, latest first, ended ones too. */
export async function listBindings(db: Db, handheldId: number): Promise<Binding[]> {
  const { rows } = await sql<Binding>`
    select ${COLUMNS} from handheld_bindings where handheld_id = ${handheldId} order by id desc`.execute(
    db,
  );
  return rows;
}

/** Ends a binding for good; whether there was one to end. */
export async function revokeBinding(
  db: Db,
  { id, handheldId, moment }: { id: number; handheldId: number; moment: string },
): Promise<boolean> {
  const { rows } = await sql`
    update handheld_bindings set revoked_at = ${moment}
    where id = ${id} and handheld_id = ${handheldId} and revoked_at is null returning id`.execute(
    db,
  );
  return rows.length > 0;
}
