import { toWgs84 } from '../contract/areas/datum.ts';
import type { CheckpointScan, ScanReply } from '../contract/checkpoints/scan.ts';
import type { Alert } from '../contract/console/console.ts';
import type {
  HandheldContest,
  PatrolEnd,
  PatrolReply,
  PatrolStart,
} from '../contract/fixes/handheld.ts';
import { byHandheld } from '../contract/handhelds/by-handheld.ts';
import { findAlert } from '../db/alerts/alerts.ts';
import { recordSos } from '../db/alerts/sos.ts';
import { openPatrol, patrolAt, patrolEnding, startOf } from '../db/patrols/patrols.ts';
import {
  gridOfCode,
  insertPress,
  type NewPress,
  pressOnRecord,
  unplaceEnds,
} from '../db/patrols/presses.ts';
import { findDutySpell } from '../db/people/duty.ts';
import { insertContest } from '../db/verdicts/contests.ts';
import { eventMoment, isUnplaced, sosMoment } from '../domain/entrance/event-moment.ts';
import { readSos } from '../domain/entrance/read-sos.ts';
import { Refusal } from '../errors.ts';
import { type ScanOptions, takeScan } from '../services/checkpoints/take-scan.ts';
import { reconcileOfficer } from '../services/patrols/reconcile-officer.ts';
import type { Source } from './authenticate.ts';
import type { DutyRoster } from './duty-roster.ts';
import type { LiveBoard } from './live-board.ts';

export interface PatrolDeskOptions extends ScanOptions {
  roster: DutyRoster;
  /** Told which patrol of an officer is under way now. */
  board: Pick<LiveBoard, 'setOpenPatrol'>;
  onPatrol: (officerId: number, patrolId: number) => void;
  onAlert: (alert: Alert) => void;
}

type PressTold = Omit<NewPress, 'by'> & { gridId: number | null };

/** What handhelds declare besides fixes: a patrol begins, a patrol ends, help is needed. Each is stored before it is answered. */
export function createPatrolDesk(options: PatrolDeskOptions) {
  const { db, now, roster, board } = options;

  /** Whose the handheld was at a moment. */
  async function dutyOf(source: Source, t = now()) {
    const duty = await roster.find(source.handheldId, t);
    if (!duty) throw Refusal.of('unassigned');
    return duty;
  }

  /** When the patrol began that an end names; null where it is none of whoever carries the handheld or did then, and the end is of the last one. */
  async function namedStart({ handheldId }: Source, patrolId: number | undefined, atMs: number) {
    if (patrolId === undefined) return null;
    for (const t of [atMs, now()]) {
      const duty = await roster.find(handheldId, t);
      const startMs = duty && (await startOf(db, { officerId: duty.officerId, patrolId }));
      if (startMs !== undefined) return startMs;
    }
    return null;
  }

  /** Puts a press on record, and in step with it the patrols of whoever carried the handheld then. */
  async function press(source: Source, told: PressTold): Promise<PatrolReply> {
    const { handheldId } = source;
    await insertPress(db, { ...told, by: { handheldId } });
    const named = told.kind === 'start' ? [told.deviceMs, told.atMs] : [told.startMs];
    await unplaceEnds(
      db,
      handheldId,
      named.filter((ms) => ms !== null),
    );
    const { kind, atMs, isUnplaced } = await pressOnRecord(db, handheldId, told);
    const duty = await roster.find(handheldId, atMs);
    if (!duty) return { patrolId: null };
    const { officerId } = duty;
    await reconcileOfficer(db, officerId, {
      fromMs: atMs,
      toMs: atMs,
      nowMs: now(),
      dueAt: now() + options.settleMs,
    });
    board.setOpenPatrol(officerId, (await openPatrol(db, officerId)) ?? null);
    const find = kind === 'end' ? patrolEnding : isUnplaced ? async () => undefined : patrolAt;
    const id = await find(db, officerId, atMs);
    if (id === undefined && kind === 'start' && !duty.grid && told.gridId === null)
      throw Refusal.of('no-grid');
    if (id !== undefined) options.onPatrol(officerId, id);
    return { patrolId: id ?? null };
  }

  return {
    /** Throws `no-grid` where there is none it could be in; on record it is all the same, should one be found later. */
    async start(source: Source, { t, sentAt, grid }: PatrolStart): Promise<PatrolReply> {
      const receivedMs = now();
      const times = { t, sentMs: sentAt ?? null };
      const atMs = eventMoment(times, receivedMs);
      const gridId = grid === undefined ? null : await gridOfCode(db, grid, atMs);
      if (gridId === undefined) throw Refusal.toProgram('invalid', `there is no grid ${grid}`);
      return press(source, {
        kind: 'start',
        atMs,
        isUnplaced: isUnplaced(times, receivedMs),
        deviceMs: t,
        startMs: null,
        gridId,
        receivedMs,
      });
    },
    async end(source: Source, { t, sentAt, startedAt, patrolId }: PatrolEnd): Promise<PatrolReply> {
      const receivedMs = now();
      const times = { t, sentMs: sentAt ?? null };
      const atMs = eventMoment(times, receivedMs);
      return press(source, {
        kind: 'end',
        atMs,
        isUnplaced: isUnplaced(times, receivedMs),
        deviceMs: t,
        startMs: startedAt ?? (await namedStart(source, patrolId, atMs)),
        gridId: null,
        receivedMs,
      });
    },
    /** A code of a checkpoint was scanned. */
    scan: ({ handheldId }: Source, scan: CheckpointScan): Promise<ScanReply> =>
      takeScan(options, handheldId, scan),
    /** Takes any call for help, whatever was sent; the roster of the store itself says whose it is. */
    async sos(source: Source, payload: unknown): Promise<number> {
      const receivedMs = now();
      const press = readSos(payload);
      const atMs = sosMoment(press, receivedMs);
      const [then, here] = await Promise.all(
        [atMs, receivedMs].map((t) => findDutySpell(db, source.handheldId, t)),
      );
      const carrierId = here!.duty?.officerId ?? null;
      const key = await recordSos(db, {
        handheldId: source.handheldId,
        officerId: then!.duty?.officerId ?? carrierId,
        carrierId,
        atMs,
        deviceMs: press.t,
        receivedMs,
        position: press.position && toWgs84(press.position, source.datum),
        text: press.text,
      });
      const alert = await findAlert(db, key);
      if (alert) options.onAlert(alert);
      return key.id;
    },
    /** Only own patrols that have a verdict can be objected to. */
    async contest(
      source: Source & { code: string },
      { patrolId, text }: HandheldContest,
    ): Promise<number> {
      const { officerId } = await dutyOf(source);
      const by = byHandheld(source.code);
      const contest = await insertContest(db, { officerId, patrolId, text, by });
      if (!contest) throw Refusal.of('not-found', 'no-own-verdict');
      options.onPatrol(officerId, patrolId);
      return contest.id;
    },
  };
}

export type PatrolDesk = ReturnType<typeof createPatrolDesk>;
