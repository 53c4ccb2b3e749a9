import type { AnalysisWords } from '../use-analysis-words.ts';

type Figure = [name: string, value: unknown];

/** What only a program needs: where the raster lies is in the rows already. */
const HIDDEN: ReadonlySet<string> = new Set(['x0', 'y0', 'originLng', 'originLat']);

/** Single figures that are shown, in the order people read them, which is that of the dictionary; the store keeps none. */
export const shownFigures = (
  summary: Readonly<Record<string, unknown>>,
  { figures }: AnalysisWords,
): Figure[] => {
  const order = Object.keys(figures);
  const rank = ([name]: Figure) => (order.includes(name) ? order.indexOf(name) : order.length);
  return Object.entries(summary)
    .filter(([name, value]) => value !== null && !HIDDEN.has(name))
    .sort((a, b) => rank(a) - rank(b));
};
