import { sql } from 'kysely';
import type { CodeKind, EvidenceScan, ScanRefusal } from '../../contract/checkpoints/scan.ts';
import type { Scan } from '../../domain/verification/measures/scanned-checkpoints.ts';
import { verdictJobs } from '../queue/verdict-jobs.ts';
import { iso, unixMs } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import { prepared } from '../store/prepared.ts';

/** A scan as it came in, with what it is worth. Times Unix ms. */
export interface NewScan {
  handheldId: number;
  deviceMs: number;
  code: string;
  atMs: number;
  receivedMs: number;
  /** Whose code it is. */
  number: number | null;
  kind: CodeKind | null;
  refused: ScanRefusal | null;
  typed: boolean;
  /** Of a tag that counts its reads. */
  count: number | null;
}

/** What stands of a scan: that of the first time it came. */
export type StoredScan = Pick<NewScan, 'refused'> & { isNew: boolean };

/** Puts a scan on record and names the ended patrols it lies in for judgement at `dueAt`; the same again changes nothing. */
export async function recordScan(db: Db, scan: NewScan, dueAt: number): Promise<StoredScan> {
  const { handheldId, code } = scan;
  const deviceTime = iso(scan.deviceMs);
  const touched = sql`
    select p.officer_id, p.id from added s
    join handheld_assignments a on a.handheld_id = s.handheld_id and a.valid_from <= s.at and (a.valid_to is null or s.at < a.valid_to)
    join patrols p on p.officer_id = a.officer_id and p.start_time <= s.at and p.end_time is not null
      and coalesce(p.guessed_until, p.end_time) >= s.at
    where s.refused is null`;
  const { rows: added } = await sql<Pick<NewScan, 'refused'>>`
    with added as (
      insert into checkpoint_scans (handheld_id, device_time, code, at, receive_time, code_id, kind, refused, typed, tag_count)
      values (${handheldId}, ${deviceTime}, ${code}, ${iso(scan.atMs)}, ${iso(scan.receivedMs)}, ${scan.number}, ${scan.kind},
        ${scan.refused}, ${scan.typed}, ${scan.count})
      on conflict do nothing returning *
    ), named as (${verdictJobs.name(touched, dueAt)})
    select refused from added`.execute(db);
  if (added[0]) return { ...added[0], isNew: true };
  // Asked by itself: the statement above does not see what another sending put there while it waited for that.
  const { rows: known } = await sql<Pick<NewScan, 'refused'>>`
    select refused from checkpoint_scans
    where handheld_id = ${handheldId} and device_time = ${deviceTime}::timestamptz and code = ${code}`.execute(
    db,
  );
  return { ...known[0]!, isNew: false };
}

/** How many scans of a handheld that confirmed nothing came in since a moment (Unix ms). */
export async function countRefusedScans(
  db: Db,
  handheldId: number,
  sinceMs: number,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from checkpoint_scans
    where handheld_id = ${handheldId} and receive_time >= ${iso(sinceMs)} and refused is not null`.execute(
    db,
  );
  return rows[0]!.count;
}

/** A time of an officer, Unix ms, both ends included. */
interface OfOfficer {
  officerId: number;
  fromMs: number;
  toMs: number;
}

/** Scans of whatever handhelds the officer carried then, as rows of `s`. */
const scansOf = ({ officerId, fromMs, toMs }: OfOfficer) => sql`
  handheld_assignments a join checkpoint_scans s on s.handheld_id = a.handheld_id
    and s.at >= greatest(a.valid_from, ${iso(fromMs)}::timestamptz) and s.at <= ${iso(toMs)}::timestamptz
    and (a.valid_to is null or s.at < a.valid_to) and a.officer_id = ${officerId}`;

/** The scans of an officer in a time that confirm something, oldest first. */
export async function readScans(db: Db, time: OfOfficer): Promise<Scan[]> {
  const { rows } = await prepared(
    db,
    sql<Scan>`
    select ${unixMs('s.at')} as "atMs", c.checkpoint_id as "checkpointId", json_build_object('lng', c.lng, 'lat', c.lat) as position,
      s.kind, s.typed
    from ${scansOf(time)} join checkpoint_codes c on c.id = s.code_id
    where s.refused is null
    order by s.at, s.handheld_id, s.code`,
  );
  return rows;
}

/** Scans that evidence shows at most. */
const SHOWN_MAX = 200;

/** The scans of an officer in a time, those that confirm nothing too, oldest first. */
export async function readEvidenceScans(db: Db, time: OfOfficer): Promise<EvidenceScan[]> {
  const { rows } = await sql<EvidenceScan>`
    select ${unixMs('s.at')} as "atMs", s.handheld_id as "handheldId", c.checkpoint_id as "checkpointId", s.kind, s.refused, s.typed,
      s.tag_count as count, exists (
        select from checkpoint_scans b where b.code_id = s.code_id and b.kind = s.kind and b.tag_count >= s.tag_count and b.at < s.at
      ) as "countedBefore"
    from ${scansOf(time)} left join checkpoint_codes c on c.id = s.code_id
    order by s.at, s.handheld_id, s.code limit ${SHOWN_MAX}`.execute(db);
  return rows;
}

/** Forgets scans taken in before a moment (Unix ms); how many. */
export async function dropScansBefore(db: Db, beforeMs: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from checkpoint_scans where receive_time < ${iso(beforeMs)}`.execute(db);
  return Number(numAffectedRows ?? 0);
}
