import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Context } from '../../context.ts';
import { RefusedReply } from '../../contract/fixes/fix.ts';
import { EvidenceFix } from '../../contract/patrols/patrol.ts';
import { recordTrackView } from '../../db/accounts/track-views.ts';
import { readFixes } from '../../db/fixes/read-fixes.ts';
import { refusedOf } from '../../db/fixes/refused-fixes.ts';
import { handheldsOf, listHandhelds, listOfficers } from '../../db/people/people.ts';
import type { Fix } from '../../domain/entrance/fix.ts';
import { Refusal } from '../../errors.ts';
import { toEvidenceFix } from '../../services/verdicts/evidence.ts';
import { accountOf, requireRole } from '../accounts/access.ts';
import { IdParam, MomentQuery, moment } from '../shell/query.ts';

const tags = ['tracks'];
const LIMIT = 50_000;
const Range = Type.Object({ from: MomentQuery, to: MomentQuery });
const Params = Type.Object({ id: IdParam });

const Track = Type.Object({
  type: Type.Literal('FeatureCollection'),
  features: Type.Array(
    Type.Object({
      type: Type.Literal('Feature'),
      geometry: Type.Object({
        type: Type.Literal('LineString'),
        coordinates: Type.Array(Type.Array(Type.Number())),
      }),
      properties: Type.Object({
        handheldId: Type.Integer(),
        times: Type.Array(Type.Integer({ description: 'Unix ms, one a position' })),
      }),
    }),
  ),
});

/** Fixes and tracks by time range. Every look at a track is put on record. */
export const trackRoutes =
  ({ db, now }: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.addHook('onRequest', requireRole());

    app.get(
      '/handhelds/:id/fixes',
      {
        schema: {
          tags,
          summary: `Fixes of a handheld with their marks, at most ${LIMIT}, oldest first`,
          params: Params,
          querystring: Range,
          response: { 200: Type.Object({ fixes: Type.Array(EvidenceFix) }) },
        },
      },
      async (request) => {
        const account = accountOf(request);
        const { fromMs, toMs } = readRange(request.query);
        const handhelds = await listHandhelds(db, { at: now(), within: account.areaId });
        const handheld = handhelds.find(({ id }) => id === request.params.id);
        if (!handheld?.officerId) throw new Refusal('not-found');
        await recordTrackView(db, {
          officerId: handheld.officerId,
          patrolId: null,
          viewedBy: account.name,
        });
        const fixes = await readFixes(db, [{ handheldId: handheld.id, fromMs, toMs }], LIMIT);
        return { fixes: fixes.map((fix) => toEvidenceFix(fix)) };
      },
    );

    app.get(
      '/handhelds/:id/refused',
      {
        schema: {
          tags,
          summary: 'How many fixes of a handheld were refused or cleaned, by day and reason',
          params: Params,
          response: { 200: RefusedReply },
        },
      },
      async (request) => {
        const within = accountOf(request).areaId;
        const handhelds = await listHandhelds(db, { at: now(), within });
        if (!handhelds.some(({ id }) => id === request.params.id)) throw new Refusal('not-found');
        return { refused: await refusedOf(db, request.params.id, now()) };
      },
    );

    app.get(
      '/officers/:id/track',
      {
        schema: {
          tags,
          summary: 'Track of an officer as GeoJSON, marked fixes left out',
          params: Params,
          querystring: Range,
          response: { 200: Track },
        },
      },
      async (request) => {
        const account = accountOf(request);
        const { fromMs, toMs } = readRange(request.query);
        const officers = await listOfficers(db, { at: now(), within: account.areaId });
        if (!officers.some(({ id }) => id === request.params.id)) throw new Refusal('not-found');
        await recordTrackView(db, {
          officerId: request.params.id,
          patrolId: null,
          viewedBy: account.name,
        });
        const stretches = await handheldsOf(db, request.params.id, fromMs, toMs);
        return toTrack(await readFixes(db, stretches, LIMIT));
      },
    );
  };

function readRange(query: { from: string; to: string }): { fromMs: number; toMs: number } {
  const fromMs = moment(query.from, 0);
  const toMs = moment(query.to, 0);
  if (toMs < fromMs) throw new Refusal('invalid', 'from must not lie after to');
  return { fromMs, toMs };
}

function toTrack(fixes: readonly Fix[]) {
  const lines = new Map<number, Fix[]>();
  for (const fix of fixes) {
    if (fix.marks.length) continue;
    const line = lines.get(fix.handheldId);
    if (line) line.push(fix);
    else lines.set(fix.handheldId, [fix]);
  }
  return {
    type: 'FeatureCollection' as const,
    features: [...lines]
      .filter(([, line]) => line.length > 1)
      .map(([handheldId, line]) => ({
        type: 'Feature' as const,
        geometry: {
          type: 'LineString' as const,
          coordinates: line.map(({ lng, lat }) => [lng, lat]),
        },
        properties: { handheldId, times: line.map(({ t }) => t) },
      })),
  };
}
