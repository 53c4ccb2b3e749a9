import type { Context } from '../../context.ts';
import type { CaseState, CaseStep } from '../../contract/cases/case.ts';
import { CASE_PHOTOS_MAX } from '../../contract/cases/detail.ts';
import type { ErrorCode } from '../../contract/error.ts';
import * as routes from '../../contract/routes/analysis/cases.ts';
import { levelOfArea } from '../../db/areas/areas.ts';
import { findDepartment } from '../../db/cases/departments.ts';
import { addCasePhoto } from '../../db/cases/photos.ts';
import { iso } from '../../db/store/moments.ts';
import type { StepDefect } from '../../domain/cases/standing.ts';
import { Refusal } from '../../errors.ts';
import { findCase } from '../../services/cases/list-cases.ts';
import { plainFact } from '../../services/cases/open-cases.ts';
import { problemOfStep, problemsOfActs } from '../../services/cases/problem-of-step.ts';
import { type StepReply, takeStep } from '../../services/cases/take-step.ts';
import { photoOf } from '../shell/bodies/photo.ts';
import type { Mount } from '../shell/mount.ts';
import { moment } from '../shell/query.ts';

/** What a refused step is answered with. */
const CODES: Record<StepDefect['kind'], ErrorCode> = {
  state: 'wrong-state',
  early: 'invalid',
  'too-late': 'invalid',
  'too-long': 'invalid',
  'long-ended': 'wrong-state',
  'no-incident': 'wrong-state',
  away: 'invalid',
  'late-unsaid': 'invalid',
  'clock-back': 'invalid',
  level: 'forbidden',
  handler: 'forbidden',
  'own-work': 'forbidden',
  lacks: 'invalid',
  top: 'invalid',
  bottom: 'invalid',
  'standing-clock': 'wrong-state',
  'running-clock': 'wrong-state',
  ended: 'invalid',
  key: 'invalid',
};

/** Which step says what; said with another it was meant for something that would not be. */
const SAID_OF = {
  until: 'suspend',
  officerId: 'dispatch',
  departmentId: 'dispatch',
  level: 'pass-down',
  into: 'merge',
  rating: 'rate',
} as const;

/** Steps after which an officer has something to do. */
const GIVES: ReadonlySet<CaseStep> = new Set(['dispatch', 'send-back', 'reopen']);

/** What supervisors do to a case. */
export function caseStepRoutes(mount: Mount, { announce, db, now }: Context): void {
  mount(routes.takeCaseStep, async ({ params, body, account }) => {
    for (const field of Object.keys(SAID_OF) as (keyof typeof SAID_OF)[])
      if (body[field] !== undefined && SAID_OF[field] !== body.step)
        throw Refusal.of('invalid', 'field-idle', { field });
    const nowMs = now();
    const at = moment(body.at, nowMs);
    if (at > nowMs) throw Refusal.of('invalid', 'done-in-future', { now: iso(nowMs) });
    await refuseUnknown(params.id, body, account.areaId);
    const { departmentId, into, key, level, officerId, rating, step, until, version, why } = body;
    const reply = await takeStep(
      db,
      plainFact({
        ...{
          caseId: params.id,
          id: `${account.name}:${key ?? `${nowMs}:${version}:${step}`}`,
          step,
          at,
        },
        ...{ by: account.name, level: await levelOfArea(db, account.areaId, nowMs) },
        ...{ why: why ?? null, until: moment(until, undefined) ?? null, rating: rating ?? null },
        ...{ toOfficerId: officerId ?? null, toDepartmentId: departmentId ?? null },
        ...{ toLevel: level ?? null, into: into ?? null },
      }),
      { nowMs, version },
    );
    if (!reply) throw Refusal.of('not-found', 'no-case', { id: params.id });
    if ('since' in reply) throw await outdated(reply, version);
    if ('defect' in reply)
      throw Refusal.of(CODES[reply.defect.kind], [problemOfStep(reply.defect, step)]);
    if (reply.isNew) {
      announce.cases([reply.case]);
      if (GIVES.has(step)) announce.given(reply.case);
    }
    return reply.case;
  });

  /** Tells who was second what the first did. */
  async function outdated(
    { since, version }: Extract<StepReply, { since: unknown }>,
    decided: number,
  ): Promise<Refusal> {
    const acts = await problemsOfActs(db, since);
    return Refusal.of('wrong-state', [
      { code: 'decided-before', values: { version, decided } },
      ...acts,
    ]);
  }

  async function refuseUnknown(
    id: number,
    { departmentId, into }: { departmentId?: number; into?: number },
    areaId: number,
  ): Promise<void> {
    if (into === id) throw Refusal.of('invalid', 'into-itself');
    if (departmentId === undefined) return;
    const department = await findDepartment(db, departmentId, areaId);
    if (!department) throw Refusal.of('invalid', 'no-department', { id: departmentId });
    const { endedAt, name } = department;
    if (endedAt !== null) throw Refusal.of('invalid', 'department-ended', { name, at: endedAt });
  }
}

/** Which step led where a case stands: what a photo shows that does not say it. */
const LED_BY: Record<CaseState, CaseStep> = {
  ...{ reported: 'report', accepted: 'accept', dispatched: 'dispatch', 'in-hand': 'take' },
  ...{ handled: 'handle', checked: 'check', closed: 'close' },
  ...{ merged: 'merge', withdrawn: 'withdraw' },
};

/** Photos of a case: the body is the image itself. */
export function casePhotoRoutes(mount: Mount, { db, now }: Context): void {
  mount(routes.addCasePhoto, async ({ params, query, account, request }) => {
    const step = query.step ?? LED_BY[(await findCase(db, params.id, now()))!.state];
    const stored = await addCasePhoto(
      db,
      {
        ...{ caseId: params.id, id: params.photo, step, by: account.name },
        ...{ image: await photoOf(request.body), nowMs: now() },
      },
      CASE_PHOTOS_MAX,
    );
    if (stored === 'full') throw Refusal.of('invalid', 'photos-most', { most: CASE_PHOTOS_MAX });
    return null;
  });
}
