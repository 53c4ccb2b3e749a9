import type { FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import type { Account } from '../../contract/accounts/account.ts';
import { NEAR_M } from '../../contract/fixes/tracks.ts';
import * as routes from '../../contract/routes/field/fixes.ts';
import { appendEntry } from '../../db/access/access-log.ts';
import { disclosedStretches } from '../../db/access/disclosed.ts';
import { readFixes } from '../../db/fixes/read-fixes.ts';
import { refusedOf } from '../../db/fixes/refused-fixes.ts';
import { iso } from '../../db/store/moments.ts';
import type { Fix } from '../../domain/entrance/fix.ts';
import { Refusal } from '../../errors.ts';
import { gatherTracks } from '../../services/patrols/tracks.ts';
import { toEvidenceFix } from '../../services/verdicts/evidence.ts';
import type { Mount } from '../shell/mount.ts';
import { purposeOf } from '../shell/purpose.ts';
import { moment } from '../shell/query.ts';

/** Fixes and tracks by time range, cut by whose they were then. Every look at a track is put on record, once for each person shown. */
export function trackRoutes(mount: Mount, { db, reads, now }: Context): void {
  async function look(
    of: Parameters<typeof disclosedStretches>[1],
    range: { from: string; to: string },
    { act, account, request }: { act: string; account: Account; request: FastifyRequest },
  ): Promise<Fix[]> {
    const { areaId, name } = account;
    const stretches = await disclosedStretches(db, of, {
      ...readRange(range),
      areaId,
      nowMs: now(),
    });
    if (stretches.length === 0) throw Refusal.of('not-found', 'nothing-of-own-area');
    const purpose = purposeOf(request);
    const looked = {
      ...({ atMs: now(), kind: 'look', by: name, areaId, address: request.ip, act } as const),
      detail: purpose ? { purpose } : undefined,
    };
    for (const officerId of new Set(stretches.map((stretch) => stretch.officerId))) {
      const own = stretches.filter((stretch) => stretch.officerId === officerId);
      const since = iso(Math.min(...own.map(({ fromMs }) => fromMs)));
      const until = iso(Math.max(...own.map(({ toMs }) => toMs)));
      await appendEntry(db, { ...looked, officerIds: [officerId], since, until });
    }
    return readFixes(await reads.ofNow(), stretches, routes.FIXES_MAX);
  }

  mount(routes.listFixes, async ({ params, query, account, request }) => {
    const by = { act: routes.listFixes.operationId, account, request };
    const fixes = await look({ handheldId: params.id }, query, by);
    return { fixes: fixes.map((fix) => toEvidenceFix(fix)) };
  });

  mount(routes.listRefused, async ({ params }) => ({
    refused: await refusedOf(db, params.id, now()),
  }));

  mount(routes.getTrack, async ({ params, query, account, request }) => {
    const by = { act: routes.getTrack.operationId, account, request };
    return toTrack(await look({ officerId: params.id }, query, by));
  });

  mount(routes.getTracks, async ({ params, query, account }) => {
    const { from, lat, lng, to, withinM = NEAR_M } = query;
    if ((lng === undefined) !== (lat === undefined)) throw Refusal.of('invalid', 'place-of-two');
    return gatherTracks(await reads.ofNow(), {
      ...{ areaId: params.id, scope: account.areaId, nowMs: now() },
      ...{ fromMs: moment(from, 0), toMs: moment(to, 0) },
      place: lng === undefined ? null : { lng, lat: lat!, withinM },
    });
  });
}

function readRange(query: { from: string; to: string }): { fromMs: number; toMs: number } {
  const fromMs = moment(query.from, 0);
  const toMs = moment(query.to, 0);
  if (toMs < fromMs) throw Refusal.of('invalid', 'from-before-to');
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
