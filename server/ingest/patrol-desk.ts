import type { Alert } from '../contract/console/console.ts';
import type { HandheldContest, Sos } from '../contract/fixes/handheld.ts';
import { insertAlert } from '../db/alerts/alerts.ts';
import { endPatrol, openPatrol, startPatrol } from '../db/patrols/patrols.ts';
import type { Db } from '../db/store/open.ts';
import { insertContest } from '../db/verdicts/contests.ts';
import { toWgs84 } from '../domain/geo/datum.ts';
import { Refusal } from '../errors.ts';
import type { Source } from './authenticate.ts';
import type { DutyRoster } from './duty-roster.ts';
import type { LiveBoard } from './live-board.ts';

export interface PatrolDeskOptions {
  db: Db;
  now: () => number;
  roster: DutyRoster;
  board: LiveBoard;
  /** Wait this long after the end for stragglers, then judge. */
  settleMs: number;
  onPatrol: (officerId: number, patrolId: number) => void;
  onAlert: (alert: Alert) => void;
}

/** What handhelds declare besides fixes: a patrol begins, a patrol ends, help is needed. Each is stored before it is answered. */
export function createPatrolDesk(options: PatrolDeskOptions) {
  const { db, now, roster, board } = options;

  async function dutyOf(source: Source) {
    const duty = await roster.find(source.handheldId);
    if (!duty) throw new Refusal('unassigned');
    return duty;
  }

  return {
    async start(source: Source, t: number): Promise<number> {
      const duty = await dutyOf(source);
      if (!duty.grid) throw new Refusal('no-grid');
      const id = await startPatrol(db, {
        officerId: duty.officerId,
        gridId: duty.grid.id,
        startMs: t,
        dueAt: now() + options.settleMs,
      });
      board.setOpenPatrol(duty.officerId, { id, startMs: t });
      options.onPatrol(duty.officerId, id);
      return id;
    },
    async end(source: Source, t: number): Promise<number> {
      const { officerId } = await dutyOf(source);
      const id = await endPatrol(db, { officerId, endMs: t, dueAt: now() + options.settleMs });
      if (id === undefined) throw new Refusal('no-open-patrol');
      board.setOpenPatrol(officerId, (await openPatrol(db, officerId)) ?? null);
      options.onPatrol(officerId, id);
      return id;
    },
    async sos(source: Source, sos: Sos): Promise<number> {
      const { officerId } = await dutyOf(source);
      const last = board.officer(officerId);
      const alert = await insertAlert(db, {
        officerId,
        kind: 'sos',
        at: sos.t,
        patrolId: board.openPatrol(officerId)?.id ?? null,
        position: sos.position
          ? toWgs84(sos.position, source.datum)
          : last
            ? { lng: last.lng, lat: last.lat }
            : null,
        text: sos.text ?? null,
      });
      options.onAlert(alert);
      return alert.id;
    },
    /** Only own patrols that have a verdict can be objected to. */
    async contest(
      source: Source & { code: string },
      { patrolId, text }: HandheldContest,
    ): Promise<number> {
      const { officerId } = await dutyOf(source);
      const by = `handheld:${source.code}`;
      const contest = await insertContest(db, { officerId, patrolId, text, by });
      if (!contest) throw new Refusal('not-found', 'you have no patrol of this id with a verdict');
      options.onPatrol(officerId, patrolId);
      return contest.id;
    },
  };
}

export type PatrolDesk = ReturnType<typeof createPatrolDesk>;
