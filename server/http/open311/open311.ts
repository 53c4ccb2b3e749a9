import { randomUUID } from 'node:crypto';
import type { Context } from '../../context.ts';
import { type Case, ENDED_STATES } from '../../contract/cases/case.ts';
import { Open311Post, type Open311Request } from '../../contract/cases/open311.ts';
import * as routes from '../../contract/routes/analysis/open311.ts';
import { DAY_MS } from '../../contract/units.ts';
import { isTopArea } from '../../db/access/standings.ts';
import { beginOfDay } from '../../db/areas/local-day.ts';
import { departmentHeads } from '../../db/cases/departments.ts';
import {
  categoryOf,
  dropForeignCategory,
  listForeignCategories,
  putForeignCategories,
} from '../../db/cases/foreign-categories.ts';
import type { CaseFilter } from '../../db/cases/list.ts';
import { listCategories } from '../../db/incidents/categories.ts';
import { putIncidentText, readIncidentTexts } from '../../db/incidents/found.ts';
import { iso } from '../../db/store/moments.ts';
import type { Db } from '../../db/store/open.ts';
import { isDay, isWithinReach } from '../../domain/metrics/periods.ts';
import { Refusal } from '../../errors.ts';
import { listCases } from '../../services/cases/list-cases.ts';
import { openByHand } from '../../services/cases/open-cases.ts';
import { reportIncidents } from '../../services/incidents/report-incidents.ts';
import type { Mount } from '../shell/mount.ts';
import { moment } from '../shell/query.ts';
import { replyOfPut } from '../shell/replies/put-reply.ts';

/** Days back, and requests at most, where no more is told: as GeoReport v2 has it. */
const LIST = { days: 90, most: 1_000 } as const;

/** Open311 GeoReport v2 over cases: other platforms report, and ask how it stands. */
export function open311Routes(mount: Mount, { db, now }: Context): void {
  mount(routes.listOpen311Services, async () => {
    const categories = await listCategories(db);
    const names = new Map(categories.map(({ code, nameZh }) => [code, nameZh]));
    return categories
      .filter(({ retiredAt }) => retiredAt === null)
      .map(({ code, nameEn, nameZh, parentCode }) => ({
        ...{ service_code: code, service_name: nameZh, description: nameEn },
        ...{ metadata: false as const, type: 'realtime' as const, keywords: nameEn },
        group: (parentCode && names.get(parentCode)) ?? '',
      }));
  });

  mount(routes.getOpen311Service, async ({ params }) => {
    const categories = await listCategories(db);
    if (!categories.some(({ code }) => code === params.id))
      throw Refusal.toProgram('not-found', `there is no service ${params.id}`);
    return { service_code: params.id, attributes: [] };
  });

  mount(routes.listOpen311Requests, async ({ query, reader }) => {
    const { end_date, service_code, service_request_id, start_date, status } = query;
    const nowMs = now();
    const statuses = new Set(status?.split(','));
    const toMs = await timeOf(end_date, reader.areaId, 1);
    const fromMs = await timeOf(start_date, reader.areaId, 0);
    const filter: CaseFilter = service_request_id
      ? { nowMs, within: reader.areaId, ids: service_request_id.split(',').map(Number) }
      : {
          ...{ nowMs, within: reader.areaId },
          ...(toMs === undefined ? {} : { toMs }),
          fromMs: fromMs ?? (toMs ?? nowMs) - LIST.days * DAY_MS,
          ...(service_code ? { categories: service_code.split(',') } : {}),
          ...(statuses.size === 1 ? { open: statuses.has('open') } : {}),
        };
    return told(filter);
  });

  mount(routes.getOpen311Request, async ({ params, reader }) => one(params.id, reader.areaId));

  mount(routes.getOpen311Token, async ({ params, reader }) => {
    await one(params.id, reader.areaId);
    return [{ service_request_id: params.id, token: params.id }];
  });

  /** A moment, Unix ms; of a whole day its beginning, or that of the day after so many. */
  const timeOf = async (text: string | undefined, areaId: number, days: number) =>
    text !== undefined && isDay(text) && isWithinReach(text)
      ? beginOfDay(db, { areaId, day: text, days })
      : moment(text, undefined);

  async function one(id: string, within: number): Promise<Open311Request[]> {
    const found = await told({ nowMs: now(), within, ids: [Number(id)] });
    if (found.length === 0) throw Refusal.toProgram('not-found', `there is no request ${id}`);
    return found;
  }

  async function told(filter: CaseFilter): Promise<Open311Request[]> {
    const cases = await listedCases(db, filter, LIST.most);
    const texts = await readIncidentTexts(
      db,
      cases.map(({ incidentId }) => incidentId),
    );
    const categories = new Map((await listCategories(db)).map((each) => [each.code, each]));
    const departments = await departmentHeads(
      db,
      cases.flatMap(({ departmentId }) => departmentId ?? []),
    );
    return cases.map((each) =>
      toRequest(each, {
        name: categories.get(each.category)?.nameZh ?? each.category,
        text: texts.get(each.incidentId) ?? null,
        department: departments.get(each.departmentId ?? 0)?.name ?? null,
      }),
    );
  }
}

/** Cases a filter asks for, page after page, so many at most. */
async function listedCases(db: Db, filter: CaseFilter, most: number): Promise<Case[]> {
  const all: Case[] = [];
  for (let cursor: string | null = null; ; ) {
    const limit = most - all.length;
    const page = await listCases(
      db,
      cursor === null ? { ...filter, limit } : { ...filter, limit, cursor },
    );
    all.push(...page.cases);
    cursor = page.next;
    if (cursor === null || all.length >= most) return all;
  }
}

/** What other platforms report: the body is a form. */
export function open311ReportRoutes(mount: Mount, { announce, db, now }: Context): void {
  mount(routes.createOpen311Request, async ({ body, reader }) => {
    if (!reader.reports)
      throw Refusal.toProgram('forbidden', 'this key, or your role, reads and does not report');
    const { address_string, description, foreign_id, lat, long, media_url, service_code } = body;
    const text = [description, address_string, media_url].filter(Boolean).join('\n');
    const { category, severity } = await categoryOf(db, service_code);
    const id = `open311:${reader.name}:${foreign_id ?? randomUUID()}`;
    const nowMs = now();
    const known = (await listCases(db, { nowMs, incidentIds: [id] })).cases[0];
    if (known) return [answer(known, body)];
    const [outcome] = await reportIncidents(
      { db, now, onChanged: announce.incidents, onCases: announce.cases },
      [
        {
          ...{ id, category, severity: severity ?? 'minor', foundBy: 'reported' },
          position: { lng: degrees(long), lat: degrees(lat) },
          from: iso(nowMs),
        },
      ],
      {
        ...{ datum: 'wgs84', by: reader.name },
        within: (await isTopArea(db, reader.areaId, nowMs)) ? null : reader.areaId,
      },
    );
    const { detail, outcome: taken, reason } = outcome!;
    if (taken === 'refused')
      throw Refusal.toProgram(reason === 'outside-area' ? 'forbidden' : 'invalid', detail);
    if (text) await putIncidentText(db, { incidentId: id, handheldId: null, text, nowMs });
    const opened = await openByHand(db, { incidentId: id, by: reader.name, nowMs, why: null });
    if (opened!.isNew) announce.cases([opened!.case]);
    return [answer(opened!.case, body)];
  });
}

/** Fields that say where a form is for and from whom, which the address and the key say. */
const ADDRESSED = ['jurisdiction_id', 'api_key'];

/** What was taken in, and what of the form nobody here keeps. */
function answer({ id }: Case, form: object) {
  const kept = [...Object.keys(Open311Post.properties), ...ADDRESSED];
  const left = Object.keys(form).filter((name) => !kept.includes(name));
  const notice = left.length === 0 ? 'taken in' : `taken in without ${left.sort().join(', ')}`;
  return { service_request_id: String(id), service_notice: notice };
}

/** Degrees as a form has them; what is no number is for the reader of positions to refuse. */
const degrees = (text: string) => (text.trim() === '' ? Number.NaN : Number(text));

const toRequest = (
  each: Case,
  { department, name, text }: { name: string; text: string | null; department: string | null },
): Open311Request => ({
  service_request_id: String(each.id),
  status: ENDED_STATES.includes(each.state) ? 'closed' : 'open',
  status_notes: each.state,
  service_name: name,
  service_code: each.category,
  description: text,
  agency_responsible: department,
  requested_datetime: each.openedAt,
  updated_datetime: each.changedAt,
  expected_datetime: each.dueAt,
  lat: each.position.lat,
  long: each.position.lng,
});

/** What codes of other platforms mean here. */
export function foreignCategoryRoutes(mount: Mount, { db }: Context): void {
  mount(routes.listForeignCategories, async () => ({
    categories: await listForeignCategories(db),
  }));

  mount(routes.putForeignCategories, async ({ body }) =>
    replyOfPut(await putForeignCategories(db, body.categories)),
  );

  mount(routes.dropForeignCategory, async ({ params: { code } }) => {
    if (await dropForeignCategory(db, code)) return null;
    throw Refusal.of('not-found', 'no-foreign-category', { code });
  });
}
