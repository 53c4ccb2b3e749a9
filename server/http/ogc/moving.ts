import type { LineString } from 'geojson';
import type { Context } from '../../context.ts';
import type { Route } from '../../contract/routes/route.ts';
import * as routes from '../../contract/routes/standards/moving.ts';
import {
  at,
  between,
  MEASURES,
  type Measure,
  type Moving,
  measured,
  movingPoint,
  within,
} from '../../domain/ogc/moving.ts';
import { readDatetime } from '../../domain/ogc/question.ts';
import { Refusal } from '../../errors.ts';
import type { Mount } from '../shell/mount.ts';
import { createItemSender, type ItemCall } from './items.ts';
import { withQuery } from './negotiate.ts';

interface Query {
  datetime?: string;
  leaf?: string;
  subTrajectory?: boolean;
}
interface Of {
  patrolId: number;
  handheldId: number;
}

/** OGC API – Moving Features over the tracks: temporal geometry and temporal properties. */
export function movingRoutes(mount: Mount, context: Context): void {
  const { read } = createItemSender(context);

  /** A track as it was asked for; the look is put on record. */
  async function track(route: Route, { handheldId, patrolId }: Of, asked: ItemCall) {
    const fid = `${patrolId}-${handheldId}`;
    const row = await read(route, 'tracks', fid, asked);
    const { accuracies_m, speeds_mps, times, ...properties } = row.properties as {
      accuracies_m: (number | null)[];
      speeds_mps: (number | null)[];
      times: string[];
    };
    const whole: Moving = {
      times: times.map((time) => Date.parse(time)),
      coordinates: (JSON.parse(row.geometry!) as LineString).coordinates,
      values: { accuracy: accuracies_m, speed: speeds_mps },
    };
    return { fid, properties, way: asPart(whole, asked.query as Query) };
  }

  const told = (asked: ItemCall) => ({
    ...{ numberMatched: 1, numberReturned: 1 },
    links: [{ href: withQuery(asked.request, {}), rel: 'self', type: 'application/json' }],
  });
  const values = (way: Moving, name: Measure) => ({
    ...{ name, type: 'TReal' as const, form: MEASURES[name] },
    valueSequence: [measured(way, name)],
  });
  const names = Object.keys(MEASURES) as Measure[];

  mount(routes.getOgcMovingGeometry, async ({ params, ...asked }) => {
    const { fid, way } = await track(routes.getOgcMovingGeometry, params, asked);
    const geometrySequence = way.times.length > 0 ? [{ id: fid, ...movingPoint(way) }] : [];
    const count = geometrySequence.length;
    const counts = { numberMatched: count, numberReturned: count };
    return {
      type: 'TemporalGeometrySequence' as const,
      geometrySequence,
      ...told(asked),
      ...counts,
    };
  });

  mount(routes.listOgcMeasures, async ({ params, ...asked }) => {
    const { way } = await track(routes.listOgcMeasures, params, asked);
    const withValues = asked.query.datetime !== undefined;
    const temporalProperties = names.map((name) => {
      const { valueSequence, ...head } = values(way, name);
      return withValues ? { ...head, valueSequence } : head;
    });
    const counts = { numberMatched: names.length, numberReturned: names.length };
    return { temporalProperties, ...told(asked), ...counts };
  });

  mount(routes.getOgcMeasure, async ({ params, ...asked }) => {
    const { way } = await track(routes.getOgcMeasure, params, asked);
    return { temporalProperties: [values(way, params.measure)], ...told(asked) };
  });

  mount(routes.getOgcMovingFeature, async ({ params, ...asked }) => {
    const { fid, properties, way } = await track(routes.getOgcMovingFeature, params, asked);
    const measures = names.map((name) => {
      const { datetimes, ...series } = measured(way, name);
      return { datetimes, [name]: { type: 'Measure', form: MEASURES[name], ...series } };
    });
    const temporalGeometry = movingPoint(way);
    return {
      type: 'Feature' as const,
      id: fid,
      properties,
      temporalGeometry,
      temporalProperties: measures,
    };
  });
}

/** The part of a way that a query asks for. Throws `invalid` for what does not go together. */
function asPart(whole: Moving, { datetime, leaf, subTrajectory }: Query): Moving {
  if (leaf !== undefined) {
    if (subTrajectory)
      throw Refusal.toProgram('invalid', 'leaf and subTrajectory do not go together');
    const moments = leaf.split(',').map((text) => readDatetime(text.trim()).fromMs);
    if (moments.some((t, k) => t === null || (k > 0 && t <= moments[k - 1]!)))
      throw Refusal.toProgram(
        'invalid',
        'leaf: moments with commas between, each after the one before',
      );
    return at(whole, moments as number[]);
  }
  if (datetime === undefined) {
    if (subTrajectory)
      throw Refusal.toProgram('invalid', 'subTrajectory wants a datetime of two moments');
    return whole;
  }
  const { fromMs, toMs } = readDatetime(datetime);
  if (!subTrajectory) return within(whole, { fromMs, toMs });
  if (fromMs === null || toMs === null || fromMs === toMs)
    throw Refusal.toProgram('invalid', 'subTrajectory wants a datetime of two moments');
  return between(whole, fromMs, toMs);
}
