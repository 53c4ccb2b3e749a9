import type { Level } from '../../contract/areas/area.ts';
import { type OfficerRecord, RECORD_METRICS } from '../../contract/metrics/officer-record.ts';
import type { ScoringScheme } from '../../contract/scoring/schemes.ts';
import { leaveOf, readOfficerHistory } from '../../db/people/officer-history.ts';
import { levelOf, type RollupRange } from '../../db/rollups/metric-groups.ts';
import { nominationsOf } from '../../db/rollups/nominations.ts';
import type { Db } from '../../db/store/open.ts';
import { DEFINITIONS_VERSION, metricDefinitions } from '../../domain/metrics/definitions.ts';
import {
  isNamedPeriod,
  type NamedPeriod,
  periodName,
  periodOf,
} from '../../domain/metrics/periods.ts';
import type { Question } from '../../domain/metrics/question.ts';
import { versionOf } from '../../domain/scoring/version-of.ts';
import { answerMetrics } from './metric-answer.ts';
import { answerScores } from './score-answer.ts';
import { listSchemes } from './scoring-schemes.ts';

/** Who asks, as of when, and over which local days; whole years, cut after the period under way. */
export interface RecordBasis {
  edition: { edition: number; at: string };
  scope: { id: number; level: Level };
  /** ISO. */
  moment: string;
  from: string;
  to: string;
  today: string;
}

const ALL: Pick<
  Question,
  'areaId' | 'limit' | 'cursor' | 'asOf' | 'updatedSince' | 'format' | 'unitId' | 'metrics'
> = {
  ...{ areaId: undefined, limit: undefined, cursor: undefined, asOf: undefined },
  ...{ updatedSince: undefined, format: 'json', unitId: undefined, metrics: undefined },
};

/** The record of an officer over years as far as the asker's area knows it; undefined where there is no such officer. */
export async function recordOfficer(
  db: Db,
  officerId: number,
  basis: RecordBasis,
): Promise<OfficerRecord | undefined> {
  const history = await readOfficerHistory(db, officerId);
  if (!history) return undefined;
  const { edition, from, to } = basis;
  const [quarters, years] = [
    await figuresOf(db, officerId, 'quarter', basis),
    await figuresOf(db, officerId, 'year', basis),
  ];
  const used: readonly string[] = RECORD_METRICS;
  return {
    ...history,
    ...{ from, to },
    versions: { ...edition, definitions: DEFINITIONS_VERSION, norms: years.versions.norms },
    definitions: used.flatMap((id) => metricDefinitions().filter((one) => one.id === id)),
    leave: await leaveOf(db, officerId, { from, to }),
    periods: [...quarters.periods, ...years.periods],
    scores: await scoresOf(db, officerId, basis),
    nominations: await nominationsOf(db, officerId),
  };
}

async function figuresOf(db: Db, unitId: number, period: NamedPeriod, basis: RecordBasis) {
  const { edition, scope, from, to } = basis;
  const { rows, versions } = await answerMetrics(
    db,
    { ...ALL, level: 'officer', period, from, to, unitId, metrics: RECORD_METRICS },
    { edition, within: [scope], units: 1 },
  );
  const asked = { level: 'officer', unitId, metrics: RECORD_METRICS.join(',') };
  const periods = rows.map((row): OfficerRecord['periods'][number] => {
    const name = periodName(period, row.from);
    const { category, metrics, parent, parentName, post } = row;
    return {
      ...{ period, name, from: row.from, to: row.to, category, post, parent, parentName, metrics },
      link: linkTo('metrics/patrols', { ...asked, [period]: name }, basis),
    };
  });
  return { periods, versions };
}

/** By every scheme that scores officers, in its own periods and whole years, from when its first version holds. */
async function scoresOf(db: Db, officerId: number, basis: RecordBasis) {
  const versions = new Map<string, ScoringScheme[]>();
  for (const scheme of await listSchemes(db, basis.scope.id, basis.moment))
    versions.set(scheme.code, [scheme, ...(versions.get(scheme.code) ?? [])]);
  const scores: OfficerRecord['scores'] = [];
  for (const scheme of versions.values()) {
    const { period, sections } = scheme.at(-1)!.rules;
    if (!sections.some(({ level }) => level === 'officer')) continue;
    for (const each of new Set([period, 'year' as const]))
      if (isNamedPeriod(each))
        scores.push(...(await scoresBy(db, officerId, { scheme, each }, basis)));
  }
  return scores;
}

async function scoresBy(
  db: Db,
  officerId: number,
  { scheme, each }: { scheme: readonly ScoringScheme[]; each: NamedPeriod },
  basis: RecordBasis,
): Promise<OfficerRecord['scores']> {
  const [first] = scheme as [ScoringScheme];
  const since = periodOf(first.from, each).from;
  const from = since > basis.from ? since : basis.from;
  const to = periodOf(basis.today, each).to < basis.to ? periodOf(basis.today, each).to : basis.to;
  if (from >= to) return [];
  const level = await levelOf(db, first.areaId);
  const within: RollupRange['within'] = [basis.scope, { id: first.areaId, level }];
  const versionFor = (span: { from: string; to: string }) => versionOf(scheme, span)!;
  const { rows } = await answerScores(
    db,
    { ...ALL, level: 'officer', period: each, from, to },
    { edition: basis.edition, within, versionFor, offset: 0 },
  );
  return rows.flatMap((row) => {
    if (row.id !== officerId) return [];
    const { code, name: schemeName, version } = versionFor(row);
    const name = periodName(each, row.from);
    const { total, max, stars, rank, peers, last, honour, unranked } = row;
    const asked = { scheme: code, schemeVersion: version, level: 'officer', [each]: name };
    return [
      {
        ...{ scheme: code, version, schemeName, period: each, name, from: row.from, to: row.to },
        ...{ total, max, stars, rank, peers, last, honour, unranked },
        link: linkTo('scores', asked, basis),
      },
    ];
  });
}

const linkTo = (path: string, asked: Record<string, string | number>, { edition }: RecordBasis) => {
  const query = new URLSearchParams(
    Object.entries({ ...asked, asOf: edition.edition, definitions: DEFINITIONS_VERSION }).map(
      ([name, value]): [string, string] => [name, String(value)],
    ),
  );
  return `/api/v1/${path}?${query}`;
};
