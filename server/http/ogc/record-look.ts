import type { FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import type { Route } from '../../contract/routes/route.ts';
import { appendEntry } from '../../db/access/access-log.ts';
import type { Described } from '../../services/ogc/collections.ts';
import type { Reader } from '../accounts/reader.ts';
import { purposeOf } from '../shell/purpose.ts';

/** Whom an answer shows, and of what time; ISO, null: open. */
interface Shown {
  officerIds: readonly number[];
  since: string | null;
  until: string | null;
}

/** Puts on record whom an answer shows, and each look at where patrols were. */
export async function recordLook(
  { db, now }: Context,
  { id, ofPersons, ofTime }: Described,
  { officerIds, since, until }: Shown,
  {
    query,
    reader,
    request,
    route,
  }: { query: object; reader: Reader; request: FastifyRequest; route: Route },
): Promise<void> {
  if (!ofTime && !(ofPersons && officerIds.length > 0)) return;
  const { areaId, name: by } = reader;
  const purpose = purposeOf(request);
  const detail = { collection: id, query, ...(purpose ? { purpose } : {}) };
  const who = { by, areaId, address: request.ip, act: route.operationId };
  await appendEntry(db, { ...who, atMs: now(), kind: 'look', officerIds, since, until, detail });
}
