import type { Context } from '../../context.ts';
import * as routes from '../../contract/routes/fixes.ts';
import { recordTrackView } from '../../db/accounts/track-views.ts';
import { readFixes } from '../../db/fixes/read-fixes.ts';
import { refusedOf } from '../../db/fixes/refused-fixes.ts';
import { handheldsOf, listOfficers } from '../../db/people/people.ts';
import type { Fix } from '../../domain/entrance/fix.ts';
import { Refusal } from '../../errors.ts';
import { toEvidenceFix } from '../../services/verdicts/evidence.ts';
import { findHeld } from '../handhelds/find-held.ts';
import type { Mount } from '../shell/mount.ts';
import { moment } from '../shell/query.ts';

/** Fixes and tracks by time range. Every look at a track is put on record. */
export function trackRoutes(mount: Mount, { db, now }: Context): void {
  mount(routes.listFixes, async ({ params, query, account }) => {
    const { fromMs, toMs } = readRange(query);
    const { officerId } = await findHeld({ db, now }, account, params.id);
    if (officerId === null) throw new Refusal('not-found', 'nobody carries this handheld');
    await recordTrackView(db, { officerId, patrolId: null, viewedBy: account.name });
    const fixes = await readFixes(db, [{ handheldId: params.id, fromMs, toMs }], routes.FIXES_MAX);
    return { fixes: fixes.map((fix) => toEvidenceFix(fix)) };
  });

  mount(routes.listRefused, async ({ params, account }) => {
    await findHeld({ db, now }, account, params.id);
    return { refused: await refusedOf(db, params.id, now()) };
  });

  mount(routes.getTrack, async ({ params, query, account }) => {
    const { fromMs, toMs } = readRange(query);
    const officers = await listOfficers(db, { at: now(), within: account.areaId });
    if (!officers.some(({ id }) => id === params.id)) throw new Refusal('not-found');
    await recordTrackView(db, {
      officerId: params.id,
      patrolId: null,
      viewedBy: account.name,
    });
    const stretches = await handheldsOf(db, params.id, fromMs, toMs);
    return toTrack(await readFixes(db, stretches, routes.FIXES_MAX));
  });
}

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
