import type { Context } from '../../context.ts';
import type { FileProblem } from '../../contract/file-problem.ts';
import * as incidents from '../../contract/routes/analysis/incidents.ts';
import * as norms from '../../contract/routes/evaluation/norms.ts';
import * as areas from '../../contract/routes/people/area-imports.ts';
import * as people from '../../contract/routes/people/people.ts';
import { putNorms } from '../../db/norms/provision-norms.ts';
import { putHandhelds, putOfficers } from '../../db/people/provision.ts';
import { nameMissingDays } from '../../db/queue/rollup-jobs.ts';
import { inTransaction } from '../../db/store/in-transaction.ts';
import { hashSecret } from '../../domain/accounts/secret.ts';
import { ruleDefects } from '../../domain/norms/check-publication.ts';
import { isTimeZone } from '../../domain/time/time-zone.ts';
import { Refusal } from '../../errors.ts';
import { importAreas } from '../../services/areas/import-areas.ts';
import { tellAreas } from '../../services/areas/tell-areas.ts';
import { putCategories } from '../../services/incidents/put-categories.ts';
import { layPosts, postsOf } from '../../services/people/lay-posts.ts';
import {
  putHandheldAssignments,
  putOfficerAssignments,
} from '../../services/people/put-assignments.ts';
import type { Mount } from '../shell/mount.ts';
import { replyOfPut } from '../shell/replies/put-reply.ts';
import { sendReport } from '../shell/replies/send-report.ts';

/** What administrators bring in: areas, people, handhelds, norms, kinds of incidents. Everything goes by code; repeating it changes nothing. */
export function provisionRoutes(mount: Mount, { authority, db, now, roster }: Context): void {
  mount(areas.importAreas, async ({ body, account, record, request }, reply) => {
    if (!isTimeZone(body.options.timeZone))
      throw Refusal.of('invalid', 'no-time-zone', { timeZone: body.options.timeZone });
    return sendReport(request, reply, async (onStage) => {
      const asked = { now: new Date(now()), within: account.areaId };
      const report = await importAreas(db, body, onStage ? { ...asked, onStage } : asked);
      if (report.imported) {
        roster.forget();
        await record(undefined, { also: tellAreas(report) });
      }
      return report;
    });
  });

  mount(people.putOfficers, async ({ body, account }) =>
    replyOfPut(
      await putOfficers(db, body.officers, {
        ...{ fresh: body.fresh, homeAreaId: account.areaId, nowMs: now() },
      }),
    ),
  );

  mount(people.putHandhelds, async ({ body, account }) => {
    const put = replyOfPut(
      await putHandhelds(
        db,
        body.handhelds.map(({ code, secret, datum }) => ({
          code,
          secretHash: hashSecret(secret),
          datum,
        })),
        { fresh: body.fresh, homeAreaId: account.areaId },
      ),
    );
    await authority.check();
    return put;
  });

  mount(people.putAssignments, async ({ body }) => {
    const changed = await inTransaction(db, async (trx) => {
      const officers = replyOfPut(await putOfficerAssignments(trx, body.officers ?? [], now()));
      const handhelds = replyOfPut(await putHandheldAssignments(trx, body.handhelds ?? [], now()));
      return officers.changed + handhelds.changed;
    });
    roster.forget();
    await nameMissingDays(db, now());
    return { changed };
  });

  mount(people.putPosts, async ({ body, account, record }) => {
    const where = { within: account.areaId, moment: now() };
    const { after, before, reply } = await inTransaction(db, async (trx) => {
      const { put, ...posts } = await layPosts(trx, body, where);
      return { ...posts, reply: replyOfPut(put) };
    });
    const [was, is] = [postsOf(before), postsOf(after)];
    const changed = [...new Set([...was.keys(), ...is.keys()])]
      .filter((key) => was.get(key) !== is.get(key))
      .map((key) => ({
        ...{ thing: 'officer', key },
        ...{ before: { posts: was.get(key) ?? '' }, after: { posts: is.get(key) ?? '' } },
      }));
    await record(undefined, changed.length > 0 ? { also: { changed } } : {});
    return reply;
  });

  mount(norms.putNorms, async ({ body, account }) => {
    const contradictions = body.norms.flatMap(({ area, rules }) =>
      ruleDefects(rules).map(
        (defect): FileProblem => ({ ...defect, places: [{ code: 'named', value: area }] }),
      ),
    );
    const changed = replyOfPut(
      contradictions.length > 0
        ? { refused: contradictions }
        : await putNorms(db, body.norms, account.name),
    );
    roster.forget();
    await nameMissingDays(db, now());
    return changed;
  });

  mount(incidents.putIncidentCategories, async ({ body }) =>
    replyOfPut(await putCategories(db, body.categories, { fresh: body.fresh })),
  );
}
