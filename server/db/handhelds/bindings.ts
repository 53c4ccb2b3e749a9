import { sql } from 'kysely';
import type { Datum } from '../../contract/areas/geo.ts';
import type { Binding, Protocol } from '../../contract/handhelds/binding.ts';
import { utc } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

const COLUMNS = sql`id, handheld_id as "handheldId", protocol, device, address_range::text as "addressRange",
  case when address_range is null then 'token' else 'address' end as trust, shared_key is not null as encrypted,
  terminal, case when asked_terminal is not null then json_build_object('terminal', asked_terminal, 'from', asked_from,
    'at', ${utc('asked_at')}) end as asked, created_by as "createdBy", ${utc('created_at')} as "createdAt", ${utc('revoked_at')} as "revokedAt"`;

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

/** What a message says of whose it is, shown or not. */
export interface Named {
  tokenHash?: string | undefined;
  device?: string | null | undefined;
  /** Code of a handheld of our own. */
  code?: string | undefined;
}

/** The handheld that a message names: by a token, in force or ended, by what the device calls itself, or by its code. */
export async function findNamed(
  db: Db,
  protocol: Protocol,
  { tokenHash, device, code }: Named,
): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    select handheld_id as id from handheld_bindings
    where protocol = ${protocol} and (token_hash = ${tokenHash ?? null} or (device = ${device ?? null} and revoked_at is null))
    union all select id from handhelds where code = ${code ?? null} limit 1`.execute(db);
  return rows[0]?.id;
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
    /** Of the terminal that may register; null: it is to be confirmed. */
    terminal?: string | null;
    createdBy: string;
  },
): Promise<Binding | undefined> {
  const { rows } = await sql<Binding>`
    insert into handheld_bindings (handheld_id, protocol, device, token_hash, address_range, shared_key, register_until, terminal, created_by)
    values (${binding.handheldId}, ${binding.protocol}, ${binding.device}, ${binding.tokenHash},
      ${binding.addressRange}::cidr, ${binding.sharedKey}, ${binding.registerUntil}::timestamptz,
      ${binding.terminal ?? null}, ${binding.createdBy})
    on conflict (protocol, device) where revoked_at is null do nothing
    returning ${COLUMNS}`.execute(db);
  return rows[0];
}

/** A terminal that asks for the code of a binding. */
export interface Registering {
  device: string;
  /** What it tells of itself; upper and lower case are one. */
  terminal: string;
  /** Where it asks from. */
  from: string;
  moment: string;
}

/** Gives the terminal that a binding states its code, once; of another one it is kept that it asked. Whether it was given. */
export async function claimRegistration(
  db: Db,
  { device, terminal, from, moment, tokenHash }: Registering & { tokenHash: string },
): Promise<boolean> {
  const isIt = sql`upper(terminal) is not distinct from upper(${terminal}::text)`;
  const { rows } = await sql<{ given: boolean }>`
    update handheld_bindings set
      token_hash = case when ${isIt} then ${tokenHash} else token_hash end,
      register_until = case when ${isIt} then null else register_until end,
      asked_terminal = case when ${isIt} then null else ${terminal} end,
      asked_from = ${from}, asked_at = ${moment}
    where protocol = 'jt808' and device = ${device} and revoked_at is null and register_until > ${moment}
    returning register_until is null as given`.execute(db);
  return rows[0]?.given ?? false;
}

/** States which terminal may register for a binding that has no code yet, until a moment; undefined where there is none such. */
export async function stateTerminal(
  db: Db,
  binding: { id: number; handheldId: number; terminal: string; registerUntil: string },
): Promise<Binding | undefined> {
  const { rows } = await sql<Binding>`
    update handheld_bindings set terminal = ${binding.terminal}, register_until = ${binding.registerUntil},
      asked_terminal = null
    where id = ${binding.id} and handheld_id = ${binding.handheldId} and protocol = 'jt808' and revoked_at is null
      and token_hash is null and address_range is null
    returning ${COLUMNS}`.execute(db);
  return rows[0];
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
