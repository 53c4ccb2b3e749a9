import { heldSessions } from '../db/fixes/held-sessions.ts';
import { carryOrigins } from '../db/handhelds/origins.ts';
import type { Db } from '../db/store/open.ts';
import { isNear, keptSession, sessionsNear } from '../domain/entrance/kept-session.ts';

/** The session each fix is kept under, Unix ms, by the session its handheld told and the moments of its fixes. */
export type KeepSessions = (
  handheldId: number,
  told: number,
  moments: Float64Array,
) => Promise<Float64Array>;

/** Names sessions over the store, which is asked only where one lies days from its fixes. */
export const createSessionKeeper =
  (db: Db): KeepSessions =>
  async (handheldId, told, moments) => {
    const sessions = new Float64Array(moments.length).fill(told);
    const far = [...moments.keys()].filter((i) => !isNear(told, moments[i]!));
    if (far.length === 0) return sessions;
    const near = new Set(far.flatMap((i) => sessionsNear(told, moments[i]!)));
    const holding = await heldSessions(db, handheldId, [...near]);
    for (const i of far.sort((a, b) => moments[a]! - moments[b]!))
      sessions[i] = keptSession(told, moments[i]!, holding);
    const moves = [...new Set(far.map((i) => sessions[i]!))].map((to) => ({
      ...{ handheldId, session: told, to },
    }));
    await carryOrigins(db, moves);
    return sessions;
  };
