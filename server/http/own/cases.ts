import type { Context } from '../../context.ts';
import { toWgs84 } from '../../contract/areas/datum.ts';
import { CASE_PHOTOS_MAX } from '../../contract/cases/detail.ts';
import { sayProblems } from '../../contract/file-problem.ts';
import { byHandheld } from '../../contract/handhelds/by-handheld.ts';
import * as routes from '../../contract/routes/field/own-cases.ts';
import { inEnglish } from '../../contract/tell-file.ts';
import { listFacts } from '../../db/cases/facts.ts';
import { ownCaseIds, ownStanding } from '../../db/cases/own.ts';
import { addCasePhoto, readCasePhoto } from '../../db/cases/photos.ts';
import { iso } from '../../db/store/moments.ts';
import { eventMoment } from '../../domain/entrance/event-moment.ts';
import { sayInEvery } from '../../domain/say-in-every.ts';
import { Refusal } from '../../errors.ts';
import { caseDetail } from '../../services/cases/case-detail.ts';
import { readCases } from '../../services/cases/list-cases.ts';
import { plainFact } from '../../services/cases/open-cases.ts';
import { problemOfStep, problemsOfActs } from '../../services/cases/problem-of-step.ts';
import { takeStep } from '../../services/cases/take-step.ts';
import type { Held } from '../accounts/handheld.ts';
import { photoOf, sendPhoto } from '../shell/bodies/photo.ts';
import type { Mount } from '../shell/mount.ts';
import { carrierOf } from './carrier.ts';

/** An officer's cases: those to do, and what was done. */
export function ownCaseRoutes(mount: Mount, context: Context): void {
  const { announce, db, now } = context;

  mount(routes.listOwnCases, async ({ handheld }) => {
    const { grid, officerId } = await carrierOf(context, handheld);
    const ids = await ownCaseIds(db, {
      ...{ officerId, gridId: grid?.id ?? null, nowMs: now(), limit: routes.OWN_CASES_MAX },
    });
    return { cases: await readCases(db, ids, now()) };
  });

  mount(routes.getOwnCase, async ({ params, handheld }) => {
    await ownOf(context, handheld, params.id);
    return (await caseDetail(db, params.id, { level: null, nowMs: now() }))!;
  });

  mount(routes.takeOwnCaseStep, async ({ params, body, handheld }) => {
    const { level, officerId, openedMs } = await ownOf(context, handheld, params.id);
    const { key, position, sentAt: sentMs = null, step, t, version, why } = body;
    const nowMs = now();
    if (sentMs === null && t > nowMs + routes.CLOCK_OFF_MAX_MS)
      throw Refusal.of('invalid', 'done-in-future', { now: iso(nowMs) });
    const told = eventMoment({ t, sentMs }, nowMs);
    // Nobody acts on a case before it is there: that clock is off, and only when it came is known.
    const at = told < openedMs - routes.CLOCK_OFF_MAX_MS ? nowMs : Math.min(told, nowMs);
    const reply = await takeStep(
      db,
      plainFact({
        ...{ caseId: params.id, id: `${handheld.code}:${key}`, step, at },
        ...{ by: byHandheld(handheld.code), officerId, level, why: why ?? null },
        position: position ? toWgs84(position, handheld.datum) : null,
      }),
      { nowMs, version: null },
    );
    if (reply && 'defect' in reply)
      throw Refusal.of('invalid', [problemOfStep(reply.defect, step)]);
    if (!reply || !('case' in reply)) throw Refusal.of('not-found');
    if (reply.isNew) announce.cases([reply.case]);
    const idle = reply.idle ? [problemOfStep(reply.idle, step)] : [];
    const since = version === undefined ? [] : await listFacts(db, params.id, version);
    const others = await problemsOfActs(
      db,
      since.filter(({ by }) => by !== byHandheld(handheld.code)),
    );
    return {
      case: reply.case,
      idle: sayProblems(idle, inEnglish) || null,
      told: idle.length + others.length > 0 ? sayInEvery([...idle, ...others]) : null,
    };
  });

  mount(routes.getOwnCasePhoto, async ({ params, handheld }, reply) => {
    await ownOf(context, handheld, params.id);
    const image = await readCasePhoto(db, { caseId: params.id, id: params.photo });
    if (!image) throw Refusal.of('not-found');
    return sendPhoto(reply, image);
  });
}

/** How who carries a handheld stands to a case; throws `not-found` where it is none of theirs. */
async function ownOf(context: Context, handheld: Held, caseId: number) {
  const { grid, officerId } = await carrierOf(context, handheld);
  const of = { caseId, officerId, gridId: grid?.id ?? null, nowMs: context.now() };
  const standing = await ownStanding(context.db, of);
  if (!standing) throw Refusal.of('not-found', 'no-own-case', { id: caseId });
  return { officerId, ...standing };
}

/** Photos of own cases: the body is the image itself. */
export function ownCasePhotoRoutes(mount: Mount, context: Context): void {
  const { db, now } = context;
  mount(routes.addOwnCasePhoto, async ({ params, query, handheld, request }) => {
    await ownOf(context, handheld, params.id);
    const stored = await addCasePhoto(
      db,
      {
        ...{ caseId: params.id, id: params.photo, step: query.step },
        ...{ by: byHandheld(handheld.code), image: await photoOf(request.body), nowMs: now() },
      },
      CASE_PHOTOS_MAX,
    );
    if (stored === 'full') throw Refusal.of('invalid', 'photos-most', { most: CASE_PHOTOS_MAX });
    return null;
  });
}
