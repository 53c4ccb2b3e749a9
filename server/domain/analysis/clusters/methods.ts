import { type Static, Type } from 'typebox';
import { DAY_MS } from '../../../contract/units.ts';
import { methods } from '../../../contract/words/en/analysis/index.ts';
import { checkTimeZone, requireCount, requireTimes } from '../checks.ts';
import type { Incidents } from '../input/input.ts';
import { placeColumns } from '../input/places.ts';
import { findSnapping, snappingNotes } from '../input/snapped.ts';
import { defineMethod, type MethodResult } from '../method.ts';
import { note } from '../notes.ts';
import { choice, count, days, flag, metres, only, optional } from '../parameters.ts';
import { type DbscanResult, dbscan } from './dbscan.ts';
import { hdbscan } from './hdbscan.ts';
import { clusterProfiles } from './profile.ts';

const ROLES = ['noise', 'border', 'core'];

const timeZone = only(
  'timed',
  Type.String({
    default: 'UTC',
    description: methods.dbscan.parameters.timeZone,
  }),
);

const minPts = count(methods.dbscan.parameters.minPts, {
  minimum: 1,
  maximum: 1e6,
  default: 10,
});

const ties = choice(methods.dbscan.parameters.ties, ['nearest', 'first']);

const DBSCAN_PARAMETERS = Type.Object({
  epsM: metres(methods.dbscan.parameters.epsM),
  minPts,
  ties,
  timeZone,
});

export const dbscanMethod = defineMethod({
  id: 'dbscan',
  keepsFarRows: true,
  version: '1',
  summary: methods.dbscan.summary,
  source: 'Ester, Kriegel, Sander and Xu 1996',
  inputs: ['incidents'],
  needs: [],
  parameters: DBSCAN_PARAMETERS,
  columns: methods.dbscan.columns,
  run: (input: Incidents, p: Static<typeof DBSCAN_PARAMETERS>, tick) => {
    requireCount(input.x.length, 1);
    checkTimeZone(p.timeZone);
    const found = dbscan({ x: input.x, y: input.y, t: null }, { ...p, eps: p.epsM }, tick);
    return labelled(input, found, p.timeZone);
  },
});

const ST_DBSCAN_PARAMETERS = Type.Object({
  epsM: metres(methods['st-dbscan'].parameters.epsM),
  epsDays: days(methods['st-dbscan'].parameters.epsDays),
  minPts,
  ties,
  timeZone,
});

export const stDbscanMethod = defineMethod({
  id: 'st-dbscan',
  keepsFarRows: true,
  version: '1',
  summary: methods['st-dbscan'].summary,
  source: 'Birant and Kut 2007, without their third radius',
  inputs: ['incidents'],
  needs: ['time'],
  parameters: ST_DBSCAN_PARAMETERS,
  columns: methods['st-dbscan'].columns,
  run: (input: Incidents, p: Static<typeof ST_DBSCAN_PARAMETERS>, tick) => {
    requireCount(input.x.length, 1);
    checkTimeZone(p.timeZone);
    if (input.x.length > 1) requireTimes(input);
    const t = input.startMs!.map((start, i) => (start + input.endMs![i]!) / 2);
    const options = { eps: p.epsM, timeEps: p.epsDays * DAY_MS, minPts: p.minPts, ties: p.ties };
    return labelled(input, dbscan({ x: input.x, y: input.y, t }, options, tick), p.timeZone);
  },
});

const HDBSCAN_PARAMETERS = Type.Object({
  minPts: count(methods.hdbscan.parameters.minPts, {
    minimum: 2,
    maximum: 1000,
    default: 10,
  }),
  minClusterSize: optional(
    count(methods.hdbscan.parameters.minClusterSize, { minimum: 2, maximum: 1e6 }),
  ),
  rootMayBeCluster: flag(methods.hdbscan.parameters.rootMayBeCluster),
  timeZone,
});

export const hdbscanMethod = defineMethod({
  id: 'hdbscan',
  keepsFarRows: true,
  version: '2',
  summary: methods.hdbscan.summary,
  source: 'Campello, Moulavi and Sander 2013; GLOSH: Campello, Moulavi, Zimek and Sander 2015',
  inputs: ['incidents'],
  needs: [],
  parameters: HDBSCAN_PARAMETERS,
  columns: methods.hdbscan.columns,
  run: (input: Incidents, p: Static<typeof HDBSCAN_PARAMETERS>, tick) => {
    requireCount(input.x.length, p.minPts);
    checkTimeZone(p.timeZone);
    const options = { ...p, minClusterSize: p.minClusterSize ?? p.minPts };
    const found = hdbscan(input.x, input.y, options, tick);
    return {
      summary: {
        incidents: input.x.length,
        clusters: found.stability.length,
        noise: found.cluster.reduce((sum, c) => sum + (c === 0 ? 1 : 0), 0),
      },
      table: {
        columns: {
          id: idColumn(input),
          cluster: found.cluster,
          probability: found.probability,
          outlier: found.outlier,
          coreDistanceM: found.coreDistance,
          ...placeColumns(input.x, input.y, input.projection),
        },
      },
      tables: {
        clusters: clusterProfiles(input, found.cluster, found.stability.length, p.timeZone),
      },
      notes: [
        ...notesOn(input),
        ...(found.stability.length > 0
          ? []
          : [note('noSplit', { minClusterSize: options.minClusterSize })]),
      ],
    };
  },
});

function labelled(input: Incidents, found: DbscanResult, zone: string): MethodResult {
  const ofRole = (role: number) => found.role.reduce((sum, r) => sum + (r === role ? 1 : 0), 0);
  return {
    summary: {
      incidents: input.x.length,
      clusters: found.clusters,
      core: ofRole(2),
      border: ofRole(1),
      noise: ofRole(0),
      ambiguous: found.ambiguous.reduce((sum, a) => sum + a, 0),
    },
    table: {
      columns: {
        id: idColumn(input),
        cluster: found.cluster,
        role: Array.from(found.role, (role) => ROLES[role]!),
        ambiguous: Array.from(found.ambiguous, (a) => a === 1),
        ...placeColumns(input.x, input.y, input.projection),
      },
    },
    tables: { clusters: clusterProfiles(input, found.cluster, found.clusters, zone) },
    notes: notesOn(input),
  };
}

const notesOn = (input: Incidents) => [
  ...snappingNotes(findSnapping(input.x, input.y)),
  ...(input.weight === null ? [] : [note('noWeights')]),
];

const idColumn = (input: Incidents) => input.id ?? Array.from(input.x, (_, i) => String(i));
