import type { Level } from '../../contract/areas/area.ts';
import { ARRIVAL_M, type Case } from '../../contract/cases/case.ts';
import type { CaseArrival, CaseDetail } from '../../contract/cases/detail.ts';
import { sayProblems } from '../../contract/file-problem.ts';
import { inEnglish } from '../../contract/tell-file.ts';
import { MINUTE_MS } from '../../contract/units.ts';
import { localDayOf } from '../../db/areas/local-day.ts';
import { seenAtPlace } from '../../db/cases/arrivals.ts';
import { listFacts, readFacts } from '../../db/cases/facts.ts';
import { namedGrounds } from '../../db/cases/grounds.ts';
import { listCasePhotos } from '../../db/cases/photos.ts';
import { type CaseSubject, readSubjects } from '../../db/cases/standings.ts';
import { readFound } from '../../db/incidents/found.ts';
import { leaveOn } from '../../db/people/leave.ts';
import { officerNames } from '../../db/people/people.ts';
import { iso } from '../../db/store/moments.ts';
import type { Db } from '../../db/store/open.ts';
import { mayTake } from '../../domain/cases/allow-step.ts';
import { callOf } from '../../domain/cases/arrival.ts';
import { foldFacts } from '../../domain/cases/fold-facts.ts';
import type { Standing } from '../../domain/cases/standing.ts';
import { findCase } from './list-cases.ts';
import { problemOfStep } from './problem-of-step.ts';
import { duesIn, readRulebook } from './settle-cases.ts';

const isoOrNull = (ms: number | null | undefined) =>
  ms === null || ms === undefined || !Number.isFinite(ms) ? null : iso(ms);

/** All there is to know of a case; `level`: at which the asker may act, null where not at all. Undefined where there is none. */
export async function caseDetail(
  db: Db,
  id: number,
  { level, nowMs }: { level: Level | null; nowMs: number },
): Promise<CaseDetail | undefined> {
  const found = await findCase(db, id, nowMs);
  const [subject] = await readSubjects(db, [id], { lock: false });
  if (!found || !subject) return undefined;
  const { photos: incidentPhotos, text } = await readFound(db, found.incidentId);
  const standing = foldFacts((await readFacts(db, [id])).get(id)!, subject.levels)!;
  const facts = await listFacts(db, id);
  const photos = await listCasePhotos(db, id);
  const away = await awayOf(db, found, nowMs);
  const named = [found, ...facts, ...photos].map(({ officerId }) => officerId);
  const names = await officerNames(db, [
    ...named,
    ...facts.map(({ toOfficerId }) => toOfficerId),
    away?.substituteId,
  ]);
  return {
    case: found,
    ...{ text, incidentPhotos, rating: standing.rating },
    facts: facts.map((fact) => {
      const defect = standing.idle.get(fact.id);
      const idleWhy = defect ? problemOfStep(defect, fact.step) : null;
      return { ...fact, idle: idleWhy && sayProblems([idleWhy], inEnglish), idleWhy };
    }),
    spans: await spansOf(db, subject, standing),
    grounds: await namedGrounds(db, id),
    photos,
    arrival: await arrivalOf(db, id, standing, nowMs),
    away,
    officers: [...names].map(([officerId, name]) => ({ officerId, name })),
    allowed: level === null ? [] : mayTake(level, standing, subject.levels, nowMs),
  };
}

/** The leave whoever handles an open case is on, or would be; null: none. */
async function awayOf(
  db: Db,
  { areaId, endedAt, officerId }: Pick<Case, 'areaId' | 'endedAt' | 'officerId'>,
  nowMs: number,
): Promise<CaseDetail['away']> {
  if (officerId === null || endedAt !== null) return null;
  return leaveOn(db, officerId, await localDayOf(db, areaId, nowMs));
}

async function spansOf(
  db: Db,
  subject: CaseSubject,
  standing: Standing,
): Promise<CaseDetail['spans']> {
  const dues = duesIn(await readRulebook(db), subject, standing);
  return standing.spans.map(({ from, kept, level, phase, to }) => ({
    ...{ phase, level, kept, from: iso(from), to: isoOrNull(to) },
    dueAt: isoOrNull(dues.find((due) => due.phase === phase && due.from === from)?.dueAt),
  }));
}

async function arrivalOf(
  db: Db,
  caseId: number,
  standing: Standing,
  nowMs: number,
): Promise<CaseArrival | null> {
  const call = callOf(standing, nowMs);
  if (!call) return null;
  const seenMs = await seenAtPlace(db, { ...call, caseId });
  const claimedMs = standing.done.arrive?.last;
  return {
    ...{ sentAt: iso(call.sentMs), claimedAt: isoOrNull(claimedMs), seenAt: isoOrNull(seenMs) },
    ...{ withinM: ARRIVAL_M, minutes: seenMs === null ? null : (seenMs - call.sentMs) / MINUTE_MS },
  };
}
