import { type Static, Type } from 'typebox';
import { type Study, StudyResult } from './study.ts';

/** What a finished study may be about to be worked out again while somebody waits: at most so many incidents, and so long, seconds. */
export const VARIED_MAX = { incidents: 4_000, seconds: 10 } as const;

/** A finished study with another distance, worked out and not kept. */
export const VariedStudy = Type.Object({
  dataHash: Type.String({
    description: 'SHA-256 of the incidents; another than that of the study where they have changed',
  }),
  result: StudyResult,
});
export type VariedStudy = Static<typeof VariedStudy>;

type Question = Pick<Study, 'method' | 'parameters' | 'selection'>;

/** Methods that lay out cells: by the distance within which they are neighbours, where one is given, else by the size of a cell. */
const byCells = ({ parameters, selection }: Question): string | null => {
  if (parameters.bandM !== undefined) return 'bandM';
  if (selection.counts !== undefined) return null;
  return parameters.cells === 'square' ? 'sideM' : 'resolution';
};

const DISTANCES: Readonly<Record<string, (question: Question) => string | null>> = {
  dbscan: () => 'epsM',
  'st-dbscan': () => 'epsM',
  kde: () => 'bandwidthM',
  'kde-ratio': () => 'bandwidthM',
  'gi-star': byCells,
  'local-moran': byCells,
  emerging: byCells,
  scan: ({ parameters }) => (parameters.dimension === 'time' ? null : 'maxRadiusM'),
};

/** The parameter that says how near is near in a study, metres, or the resolution of H3 cells; null where it has none. */
export const distanceOf = (question: Question): string | null =>
  DISTANCES[question.method]?.(question) ?? null;

/** The parameters of a study with another distance; what was told of how to choose it goes. */
export const withDistance = (question: Question, value: number): Record<string, unknown> => {
  const name = distanceOf(question);
  if (name === null) return question.parameters;
  const { rule, ...others } = question.parameters;
  const kept = name === 'bandwidthM' || rule === undefined ? others : question.parameters;
  return { ...kept, [name]: value };
};
