import type { Context } from '../../context.ts';
import * as routes from '../../contract/routes/field/patrols.ts';
import { WORDS } from '../../contract/words/index.ts';
import { findPatrol, listPatrols } from '../../db/patrols/list-patrols.ts';
import { codesOfPatrol } from '../../db/patrols/patrol-codes.ts';
import { decideContest, insertContest, readContests } from '../../db/verdicts/contests.ts';
import { evidenceSheetOf } from '../../domain/evidence-sheet/sheet.ts';
import { Refusal } from '../../errors.ts';
import { writeEvidencePdf } from '../../services/evidence-sheet/write-pdf.ts';
import { createDayStandings } from '../../services/patrols/day-standings.ts';
import { findCounterparts } from '../../services/verdicts/counterparts.ts';
import { gatherEvidence } from '../../services/verdicts/evidence.ts';
import type { Mount } from '../shell/mount.ts';
import { moment } from '../shell/query.ts';

/** Patrols, their verdicts and evidence, and objections to them. */
export function patrolRoutes(mount: Mount, { db, now, announce }: Context): void {
  mount(routes.listPatrols, async ({ query, account }) => {
    const { from, to, areaId, ...rest } = query;
    return listPatrols(db, {
      ...rest,
      fromMs: moment(from, undefined),
      toMs: moment(to, undefined),
      within: areaId,
      scope: account.areaId,
    });
  });

  const dayStandings = createDayStandings(db);
  mount(routes.getDayStandings, ({ query, account }) => {
    const [fromMs, toMs] = [moment(query.from, 0), moment(query.to, 0)];
    return dayStandings({ areaId: account.areaId, fromMs, toMs });
  });

  mount(routes.getEvidence, async ({ params }) => {
    const patrol = await findPatrol(db, params);
    if (!patrol) throw Refusal.of('not-found');
    return gatherEvidence(db, patrol);
  });

  mount(routes.getEvidencePdf, async ({ params, query, account }, reply) => {
    const patrol = await findPatrol(db, params);
    if (!patrol) throw Refusal.of('not-found');
    const evidence = await gatherEvidence(db, patrol);
    const { version = evidence.verdicts[0]?.version, language = 'zh' } = query;
    if (version === undefined) throw Refusal.of('wrong-state', 'no-verdict-yet');
    const record = evidence.verdicts.find((one) => one.version === version);
    if (!record) throw Refusal.of('not-found', 'no-version', { version });
    const sheet = evidenceSheetOf(evidence, {
      ...{ record, language, by: account.name, atMs: now() },
      ...(await codesOfPatrol(db, patrol)),
    });
    const pdf = await writeEvidencePdf(sheet, evidence, {
      atMs: now(),
      metres: WORDS[language].console.unit.m,
      segments: record.verdict.segments,
    });
    return reply
      .type('application/pdf')
      .header('cache-control', 'private, no-store')
      .header('content-disposition', `attachment; filename="evidence-${patrol.id}-${version}.pdf"`)
      .send(pdf);
  });

  mount(routes.getCounterparts, async ({ params, account }) => {
    const patrol = await findPatrol(db, params);
    if (!patrol) throw Refusal.of('not-found');
    return findCounterparts(db, params, { areaId: account.areaId, nowMs: now() });
  });

  mount(routes.contestVerdict, async ({ params, body, account }) => {
    if (!(await findPatrol(db, params))) throw Refusal.of('not-found');
    const contest = await insertContest(db, { ...params, text: body.text, by: account.name });
    if (!contest) throw Refusal.of('not-found', 'no-verdict-yet');
    announce.patrol(params.officerId, params.patrolId);
    return contest;
  });

  mount(routes.decideContest, async ({ params, body, account }) => {
    const { decision, outcome, note } = body;
    if (decision === 'overridden' && !outcome) throw Refusal.of('invalid', 'override-outcome');
    if (decision === 'upheld' && outcome) throw Refusal.of('invalid', 'uphold-no-outcome');
    if (!(await findPatrol(db, params))) throw Refusal.of('not-found');
    const objections = await readContests(db, params.officerId, params.patrolId);
    if (
      objections.some(
        ({ id, contestedBy }) => id === params.contestId && contestedBy === account.name,
      )
    )
      throw Refusal.of('forbidden', 'own-objection');
    const contest = await decideContest(db, params, {
      decision,
      outcome: decision === 'overridden' ? outcome! : null,
      note,
      by: account.name,
    });
    if (!contest) throw Refusal.of('not-found', 'no-open-objection');
    announce.patrol(params.officerId, params.patrolId);
    return contest;
  });
}
