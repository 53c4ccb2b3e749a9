import type { Context } from '../../context.ts';
import { may } from '../../contract/access/capabilities.ts';
import type { Account } from '../../contract/accounts/account.ts';
import { Case } from '../../contract/cases/case.ts';
import type { CaseDetail } from '../../contract/cases/detail.ts';
import * as routes from '../../contract/routes/analysis/cases.ts';
import type { Part } from '../../contract/routes/route.ts';
import { MINUTE_MS } from '../../contract/units.ts';
import { areasWithin, levelOfArea } from '../../db/areas/areas.ts';
import { casesNear } from '../../db/cases/duplicates.ts';
import { type CaseFilter, countOpenCases } from '../../db/cases/list.ts';
import { readCasePhoto } from '../../db/cases/photos.ts';
import { columnTypesOf } from '../../domain/analysis/column-types.ts';
import { DUPLICATE, likelyDuplicates } from '../../domain/cases/duplicates.ts';
import { Refusal } from '../../errors.ts';
import { seesPersons } from '../../services/access/sees-persons.ts';
import { caseDetail } from '../../services/cases/case-detail.ts';
import { findCase, listCases } from '../../services/cases/list-cases.ts';
import { openByHand } from '../../services/cases/open-cases.ts';
import { proposeFor } from '../../services/cases/proposals.ts';
import { sendPhoto } from '../shell/bodies/photo.ts';
import type { Mount } from '../shell/mount.ts';
import { moment } from '../shell/query.ts';
import { linkNextPage } from '../shell/replies/next-page.ts';
import { sendTable } from '../shell/replies/send-table.ts';
import { withoutUndefined } from '../shell/without-undefined.ts';

/** Cases: the board, one with all there is of it, and what supervisors do. */
export function caseRoutes(mount: Mount, { announce, board, config, db, now }: Context): void {
  /** Where officers are and were is for levels that see persons. */
  const isShown = ({ areaId }: Account) => seesPersons(db, areaId, config.personsUpTo);

  mount(routes.listCases, async ({ query, account }, reply) => {
    const { format = 'json', ...asked } = query;
    const page = await listCases(db, filterOf(asked, account, now()));
    if (format === 'json') return page;
    linkNextPage(reply, page.next);
    return sendTable(reply, caseTable(page.cases), { name: 'cases', format });
  });

  mount(routes.countCases, async ({ query, account }) => ({
    counts: await countOpenCases(db, filterOf(query, account, now())),
  }));

  mount(routes.openCase, async ({ body, account }) => {
    const opened = await openByHand(db, {
      ...{ incidentId: body.incidentId, by: account.name, nowMs: now(), why: body.why ?? null },
    });
    if (!opened) throw Refusal.of('not-found', 'no-incident', { id: body.incidentId });
    if (opened.isNew) announce.cases([opened.case]);
    return opened.case;
  });

  mount(routes.getCase, async ({ params, account }) => {
    const level = may(account.role, 'handle-cases')
      ? await levelOfArea(db, account.areaId, now())
      : null;
    const detail = await caseDetail(db, params.id, { level, nowMs: now() });
    if (!detail) throw Refusal.of('not-found', 'no-case', { id: params.id });
    return (await isShown(account)) ? detail : withoutPlaces(detail);
  });

  mount(routes.getCaseProposals, async ({ params, account }) => {
    const found = (await findCase(db, params.id, now()))!;
    const areas = await areasWithin(db, account.areaId, now());
    return proposeFor(db, found, {
      nowMs: now(),
      seen: (await isShown(account))
        ? board.officers().filter(({ gridId }) => gridId !== null && areas.has(gridId))
        : [],
    });
  });

  mount(routes.getCaseDuplicates, async ({ params, account }) => {
    const likely = likelyDuplicates(await casesNear(db, params.id, DUPLICATE));
    const { cases } = await listCases(db, {
      ...{ nowMs: now(), within: account.areaId, ids: likely.map(({ id }) => id) },
    });
    const byId = new Map(cases.map((one) => [one.id, one]));
    return {
      duplicates: likely.flatMap(({ apartMs, awayM, id, likeness }) => {
        const other = byId.get(id);
        return other ? [{ case: other, awayM, apartMin: apartMs / MINUTE_MS, likeness }] : [];
      }),
    };
  });

  mount(routes.getCasePhoto, async ({ params }, reply) => {
    const image = await readCasePhoto(db, { caseId: params.id, id: params.photo });
    if (!image) throw Refusal.of('not-found', 'no-photo', { photo: params.photo });
    return sendPhoto(reply, image);
  });
}

/** A case as levels see it that see nobody's place: neither where a step was taken nor when its officer was there. */
const withoutPlaces = ({ facts, ...rest }: CaseDetail): CaseDetail => ({
  ...rest,
  facts: facts.map((fact) => ({ ...fact, position: null })),
  arrival: null,
});

/** Cases as columns, a place as two. */
function caseTable(cases: readonly Case[]) {
  const rows = cases.map(({ position, ...rest }) => ({ ...rest, ...position }));
  return {
    types: TYPES,
    columns: Object.fromEntries(COLUMNS.map((name) => [name, rows.map((row) => row[name])])),
  };
}
const COLUMNS = [
  ...(Object.keys(Case.properties) as (keyof Case)[]).filter((name) => name !== 'position'),
  'lng',
  'lat',
] as const;
const TYPES = columnTypesOf({ ...Case.properties, ...Case.properties.position.properties });

function filterOf(
  query: Omit<Part<typeof routes.listCases, 'query'>, 'format'>,
  { areaId: within }: Account,
  nowMs: number,
): CaseFilter {
  const { category, from, level, light, severity, state, to, ...rest } = query;
  const words = <T extends string>(text: string | undefined) => text?.split(',') as T[] | undefined;
  const told = {
    ...rest,
    states: words<Case['state']>(state),
    lights: words<Case['light']>(light),
    levels: words<Case['level']>(level),
    severities: words<Case['severity']>(severity),
    categories: words(category),
    fromMs: moment(from, undefined),
    toMs: moment(to, undefined),
  };
  return { ...(withoutUndefined(told) as Partial<CaseFilter>), nowMs, within };
}
