import type { Point } from 'geojson';
import { type Static, Type } from 'typebox';
import type { Note } from '../../../contract/studies/note.ts';
import { DAY_MS } from '../../../contract/units.ts';
import { methods } from '../../../contract/words/en/analysis/index.ts';
import { AnalysisError } from '../error.ts';
import type { Incidents } from '../input/input.ts';
import { toGlobe } from '../input/projection.ts';
import { findSnapping, snappingNotes } from '../input/snapped.ts';
import { wholeRows } from '../input/whole-rows.ts';
import { defineMethod, type ResultTable } from '../method.ts';
import { note } from '../notes.ts';
import { choice, count, days, flag, metres, only, optional, seed } from '../parameters.ts';
import { buildCircles, createDistance, wholeCircle } from './circles.ts';
import { daysOf } from './intervals.ts';
import { SCAN_MODELS, SCAN_RATES, type ScanModel } from './model.ts';
import { createProblem, expectCases, type NullInput, placeSizes } from './problem.ts';
import { OVERLAPS, runScan, type ScanCluster } from './scan.ts';
import { type ScanStudy, studyOfIncidents, studyOfTable } from './study.ts';

const parameters = Type.Object({
  model: choice(methods.scan.parameters.model, SCAN_MODELS),
  period: choice(methods.scan.parameters.period, ['prospective', 'retrospective']),
  dimension: choice(methods.scan.parameters.dimension, ['space-time', 'space', 'time']),
  intervalD: only(
    'times',
    count(methods.scan.parameters.intervalD, { minimum: 1, maximum: 3660, default: 1 }),
  ),
  maxDays: optional(only('times', days(methods.scan.parameters.maxDays))),
  maxShare: only(
    'places',
    Type.Number({
      exclusiveMinimum: 0,
      maximum: 1,
      default: 0.5,
      description: methods.scan.parameters.maxShare,
    }),
  ),
  maxRadiusM: optional(only('places', metres(methods.scan.parameters.maxRadiusM))),
  cellM: optional(only('incidents', metres(methods.scan.parameters.cellM))),
  firstDay: optional(
    only('incidents', Type.String({ description: methods.scan.parameters.firstDay })),
  ),
  lastDay: optional(
    only('incidents', Type.String({ description: methods.scan.parameters.lastDay })),
  ),
  tiesTogether: only('places', flag(methods.scan.parameters.tiesTogether)),
  minCases: only(
    'excesses',
    count(methods.scan.parameters.minCases, { minimum: 1, maximum: 1e6, default: 2 }),
  ),
  replicates: count(methods.scan.parameters.replicates, {
    minimum: 0,
    maximum: 99_999,
    default: 999,
  }),
  stopAt: only(
    'simulated',
    count(methods.scan.parameters.stopAt, { minimum: 0, maximum: 99_999, default: 0 }),
  ),
  runs: only(
    'prospective',
    count(methods.scan.parameters.runs, { minimum: 1, maximum: 36_600, default: 1 }),
  ),
  maxClusters: count(methods.scan.parameters.maxClusters, {
    minimum: 1,
    maximum: 10_000,
    default: 10,
  }),
  overlap: only('times', choice(methods.scan.parameters.overlap, OVERLAPS)),
  rates: choice(methods.scan.parameters.rates, SCAN_RATES),
  seed: seed(methods.scan.parameters.seed),
});

type Options = Static<typeof parameters>;

/** Folds a study to one interval: the purely spatial scan. */
function foldTime(study: ScanStudy): ScanStudy {
  const { cases, intervals, name, population } = study;
  const { days, firstDay } = intervals;
  const whole = { firstDay, days, lengthD: days, count: 1 };
  const isByPlace = population === null || population.length === name.length;
  const folded = isByPlace
    ? population
    : Float64Array.from(name, (_, place) =>
        population
          .subarray(place * intervals.count, (place + 1) * intervals.count)
          .reduce((a, b) => a + b, 0),
      );
  return {
    ...study,
    intervals: whole,
    lengths: Float64Array.of(isByPlace ? study.lengths.reduce((a, b) => a + b, 0) : 1),
    population: folded,
    cases: {
      place: cases.place,
      offset: Uint32Array.from({ length: cases.place.length + 1 }, (_, i) => i),
      interval: new Uint32Array(cases.place.length),
      weight: new Float64Array(cases.place.length).fill(1),
      whole: true,
    },
  };
}

function windowsOf({ intervals }: ScanStudy, options: Options) {
  const longest = options.maxDays ?? Math.floor(intervals.days / 2);
  // Months and years are not all as long as their mean.
  const slack = intervals.begins ? 0.1 : 0;
  const maxLength = intervals.count === 1 ? 1 : Math.floor(longest / intervals.lengthD + slack);
  if (maxLength < 1) {
    throw new AnalysisError(
      'parameter-invalid',
      `maxDays: a window of ${longest} days is shorter than one interval of ${Math.round(intervals.lengthD)}`,
    );
  }
  const prospective = options.period === 'prospective';
  const firstEnd = prospective ? Math.max(0, intervals.count - options.runs) : 0;
  return { maxLength: Math.min(maxLength, intervals.count), firstEnd, endsWithStudy: prospective };
}

/** Models that can expect by stratum. */
const STANDARDISED: readonly ScanModel[] = ['poisson', 'expectation'];

/** What the model compares with; a purely temporal Poisson scan needs no population. */
function nullOf(study: ScanStudy, options: Options): NullInput {
  const model: ScanModel = options.model;
  const places = study.name.length;
  const intervals = study.intervals.count;
  if (model === 'permutation' && options.dimension !== 'space-time') {
    throw new AnalysisError(
      'parameter-invalid',
      `model: permutation compares places over time; a scan of ${options.dimension} only needs poisson or bernoulli`,
    );
  }
  if (study.isByCovariate && !STANDARDISED.includes(model)) {
    throw new AnalysisError(
      'parameter-invalid',
      `model: cases have a covariate, which ${STANDARDISED.join(' and ')} are for; for ${model} take the covariate out of the file`,
    );
  }
  if (!study.cases.whole && model !== 'permutation') {
    throw new AnalysisError('input-invalid', `the ${model} model needs a day for every case`);
  }
  let population = study.population;
  if (population === null && model === 'poisson' && options.dimension === 'time') {
    population = new Float64Array(places).fill(1);
  }
  if (model === 'bernoulli' && population !== null && population.length === places) {
    const perPlace = population;
    population = Float64Array.from(
      { length: places * intervals },
      (_, cell) => perPlace[Math.floor(cell / intervals)]! * study.lengths[cell % intervals]!,
    );
  }
  return { model, places, intervals, cases: study.cases, population, lengths: study.lengths };
}

/** Share of the work that drawing the circles is told as. */
const CIRCLES_SHARE = 0.05;

/** Kulldorff's scan statistic in space and time. */
export const scanMethod = defineMethod({
  id: 'scan',
  version: '2',
  summary: methods.scan.summary,
  source:
    'Kulldorff 1997, 2001; Kulldorff et al. 2005 (permutation); Neill 2006 (expectation); Besag and Clifford 1991; Abrams et al. 2010 (Gumbel)',
  inputs: ['cases', 'incidents'],
  needs: [],
  parameters,
  columns: methods.scan.columns,
  run(input, options: Options, tick) {
    const read =
      input.kind === 'cases'
        ? studyOfTable(input, options.intervalD)
        : studyOfIncidents(input, options.intervalD, options.cellM ?? null, {
            firstDay: readDay('firstDay', options.firstDay),
            lastDay: readDay('lastDay', options.lastDay),
          });
    if (!read.isDated && options.dimension !== 'space') {
      throw new AnalysisError(
        'no-time',
        `a scan of ${options.dimension} needs days; without any, dimension is space`,
      );
    }
    const study = options.dimension === 'space' ? foldTime(read) : read;
    const nullInput = nullOf(study, options);
    checkVariation(study, options.dimension);
    const expected = expectCases(nullInput);
    const places = study.name.length;
    const sizes = placeSizes(expected, places, study.intervals.count);
    const circles =
      options.dimension === 'time'
        ? wholeCircle(places)
        : buildCircles(
            study.places,
            sizes,
            {
              maxShare: options.maxShare,
              maxRadiusM: options.maxRadiusM ?? null,
              tiesTogether: options.tiesTogether,
            },
            (share) => tick(CIRCLES_SHARE * share),
          );
    const windows = windowsOf(study, options);
    const problem = createProblem({
      ...nullInput,
      expected,
      circles,
      windows,
      minCases: options.minCases,
      rates: options.rates,
    });
    const prospective = windows.endsWithStudy && options.dimension !== 'space';
    const outcome = runScan(
      problem,
      {
        replicates: options.replicates,
        seed: options.seed,
        stopAt: options.stopAt,
        maxClusters: options.maxClusters,
        overlap: options.overlap,
        prospective: prospective ? { intervalD: read.intervals.lengthD, runs: options.runs } : null,
      },
      (share) => tick(CIRCLES_SHARE + (1 - CIRCLES_SHARE) * share),
    );
    const distance = createDistance(study.places);
    const { clusters, maxima, stoppedEarly } = outcome;
    const notes = input.kind === 'cases' ? [] : notesOf(input);
    if (study.cellM !== null && options.cellM === undefined) {
      notes.push(note('squares', { cellM: study.cellM }));
    }
    if (!study.cases.whole) {
      notes.push(note('sharedDays'));
    }
    if (stoppedEarly) notes.push(note('stopped', { replicates: maxima.length }));
    if (clusters.length === 0) notes.push(note('noExcess'));
    return {
      summary: {
        cases: problem.totalCases,
        places,
        cellM: study.cellM,
        intervals: study.intervals.count,
        circles: circles.closes.reduce((sum, closes) => sum + closes, 0),
        maxWindowD: Math.round(windows.maxLength * read.intervals.lengthD),
        replicates: maxima.length,
        llr: clusters[0]?.llr ?? 0,
        p: clusters[0]?.p ?? null,
      },
      table: clusterTable(clusters, study, distance, input.projection),
      tables: {
        members: {
          columns: {
            cluster: clusters.flatMap((cluster, i) => Array.from(cluster.members, () => i + 1)),
            place: clusters.flatMap((cluster) =>
              Array.from(cluster.members, (at) => study.name[at]!),
            ),
          },
        },
        replicates: { columns: { llr: maxima } },
      },
      notes,
    };
  },
});

/** Days since 1970-01-01 of an ISO date. */
function readDay(name: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const ms = Date.parse(text);
  if (Number.isNaN(ms))
    throw new AnalysisError('parameter-invalid', `${name}: no ISO date: ${text}`);
  return Math.floor(ms / DAY_MS);
}

const notesOf = ({ weight, x, y }: Incidents): Note[] => [
  ...snappingNotes(findSnapping(x, y)),
  ...wholeRows(weight, x.length).notes,
];

function checkVariation(study: ScanStudy, dimension: string) {
  const { interval, place } = study.cases;
  if (dimension !== 'time' && place.every((at) => at === place[0])) {
    throw new AnalysisError('one-place', 'every case lies at the same place');
  }
  if (dimension !== 'space' && interval.every((at) => at === interval[0])) {
    throw new AnalysisError('one-time', 'every case lies in the same interval');
  }
}

const isoDay = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10);
const dateOf = ({ isDated }: ScanStudy, day: number) => (isDated ? isoDay(day) : null);

function clusterTable(
  clusters: ScanCluster[],
  study: ScanStudy,
  distance: (a: number, b: number) => number,
  projection: Parameters<typeof toGlobe>[0] | null,
): ResultTable {
  const of = <T>(value: (cluster: ScanCluster) => T) => clusters.map(value);
  const point = ({ centre }: ScanCluster): Point => {
    const at = { x: study.x[centre]!, y: study.y[centre]! };
    if (projection === null) return { type: 'Point', coordinates: [at.x, at.y] };
    const { lng, lat } = toGlobe(projection, at);
    return { type: 'Point', coordinates: [lng, lat] };
  };
  return {
    columns: {
      cluster: clusters.map((_, i) => i + 1),
      centre: of(({ centre }) => study.name[centre]!),
      places: of(({ members }) => members.length),
      radiusM: of(({ centre, members }) => distance(centre, members.at(-1)!)),
      startDay: of(({ first }) => dateOf(study, daysOf(study.intervals, first).first)),
      endDay: of(({ last }) => dateOf(study, daysOf(study.intervals, last).last)),
      rate: of(({ cases, expected }) => (cases > expected ? 'high' : 'low')),
      cases: of(({ cases }) => cases),
      expected: of(({ expected }) => expected),
      ratio: of(({ cases, expected }) => cases / expected),
      relativeRisk: of(({ relativeRisk }) => relativeRisk),
      llr: of(({ llr }) => llr),
      p: of(({ p }) => p),
      pGumbel: of(({ pGumbel }) => pGumbel),
      recurrenceD: of(({ recurrenceD }) => recurrenceD),
    },
    geometry: clusters.map(point),
  };
}
