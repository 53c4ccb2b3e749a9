import type { Note } from '../../../contract/studies/note.ts';
import { AnalysisError } from '../error.ts';
import { note } from '../notes.ts';
import { shareWithin } from './aoristic.ts';
import type { Incidents } from './input.ts';
import { contains } from './study-area.ts';

/** Which incidents a study is about. */
export interface Selection {
  /** Only these categories. */
  categories?: readonly string[];
  /** Only what happened in [fromMs, toMs), Unix ms; an interval counts by its share inside. */
  fromMs?: number;
  toMs?: number;
}

/** What a selection left, and what it left out. */
export interface Selected {
  incidents: Incidents;
  notes: Note[];
}

/**
 * The incidents of a study: of the named categories, in the period, in the study area of the input. An
 * interval that reaches out of the period is cut to it and weighs its share.
 * Throws `no-incidents`, `category-unknown`, `times-reversed`, `no-time`, `outside-area`.
 */
export function selectIncidents(input: Incidents, selection: Selection): Selected {
  if (input.x.length === 0) throw new AnalysisError('no-incidents', 'the input holds no incidents');
  checkTimesInOrder(input);
  checkWeights(input);
  const isWanted = categoryTest(input, selection.categories);
  const shareOf = periodShare(input, selection);
  const rows: number[] = [];
  const weight: number[] = [];
  let outside = 0;
  for (let i = 0; i < input.x.length; i++) {
    const share = isWanted(i) ? shareOf(i) : 0;
    if (share === 0) continue;
    if (input.area !== null && !contains(input.area, input.x[i]!, input.y[i]!)) {
      outside++;
      continue;
    }
    rows.push(i);
    weight.push(share * (input.weight?.[i] ?? 1));
  }
  if (rows.length === 0 && outside > 0) {
    throw new AnalysisError('outside-area', `all ${outside} incidents lie outside the study area`);
  }
  if (rows.length === 0) {
    throw new AnalysisError('no-incidents', 'no incident is of this category and period');
  }
  const notes = outside > 0 ? [note('outside', { count: outside })] : [];
  if (rows.length === input.x.length && weight.every((w, i) => w === (input.weight?.[i] ?? 1))) {
    return { incidents: { ...input, ...recordOf(input, selection) }, notes };
  }
  const picked = { ...pick(input, rows, weight), ...recordOf(input, selection) };
  return { incidents: cut(picked, selection), notes };
}

/** How far the record reaches, before anything is selected but the period. */
function recordOf({ startMs, endMs }: Incidents, { fromMs, toMs }: Selection) {
  if (startMs === null || endMs === null) return {};
  const first = startMs.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const last = endMs.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const lastMs = toMs === undefined ? last : toMs - 1;
  return { record: { firstMs: fromMs ?? first, lastMs } };
}

function checkWeights({ weight }: Incidents) {
  const row = weight?.findIndex((w) => !(w >= 0)) ?? -1;
  if (row >= 0) {
    throw new AnalysisError(
      'input-invalid',
      `row ${row + 1}: a weight of ${weight![row]} is below 0`,
    );
  }
}

function checkTimesInOrder({ startMs, endMs }: Incidents) {
  if (startMs === null || endMs === null) return;
  for (let i = 0; i < startMs.length; i++) {
    if (endMs[i]! < startMs[i]!) {
      throw new AnalysisError('times-reversed', `row ${i + 1} ends before it begins`);
    }
  }
}

function categoryTest(input: Incidents, wanted: readonly string[] | undefined) {
  if (wanted === undefined || wanted.length === 0) return () => true;
  const known = new Set(input.category ?? []);
  for (const name of wanted) {
    if (known.has(name)) continue;
    const names = [...known].slice(0, 20).join(', ') || 'none';
    throw new AnalysisError(
      'category-unknown',
      `no incident has category ${name}; there are ${names}`,
    );
  }
  const set = new Set(wanted);
  return (row: number) => set.has(input.category![row]!);
}

function periodShare({ startMs, endMs }: Incidents, selection: Selection) {
  if (selection.fromMs === undefined && selection.toMs === undefined) return () => 1;
  const fromMs = selection.fromMs ?? Number.NEGATIVE_INFINITY;
  const toMs = selection.toMs ?? Number.POSITIVE_INFINITY;
  if (!(fromMs < toMs))
    throw new AnalysisError('times-reversed', 'the period ends before it begins');
  if (startMs === null || endMs === null) {
    throw new AnalysisError('no-time', 'a period was given but the input has no times');
  }
  return (row: number) => shareWithin(startMs[row]!, endMs[row]!, fromMs, toMs);
}

/** Cuts intervals to the period, so that shares of what is left add up to the weight. */
function cut(incidents: Incidents, { fromMs, toMs }: Selection): Incidents {
  return {
    ...incidents,
    startMs: incidents.startMs?.map((t) => Math.max(t, fromMs ?? t)) ?? null,
    endMs: incidents.endMs?.map((t) => Math.min(t, toMs ?? t)) ?? null,
  };
}

function pick(input: Incidents, rows: number[], weight: number[]): Incidents {
  const take = (values: Float64Array | null) =>
    values === null ? null : Float64Array.from(rows, (i) => values[i]!);
  return {
    ...input,
    x: take(input.x)!,
    y: take(input.y)!,
    startMs: take(input.startMs),
    endMs: take(input.endMs),
    weight: weight.every((w) => w === 1) ? null : Float64Array.from(weight),
    category: input.category === null ? null : rows.map((i) => input.category![i]!),
    id: rows.map((i) => input.id?.[i] ?? String(i)),
  };
}

/** The incidents without some of their rows. */
export function withoutRows(input: Incidents, left: readonly number[]): Incidents {
  if (left.length === 0) return input;
  const out = new Set(left);
  const rows = Array.from(input.x.keys()).filter((i) => !out.has(i));
  return pick(
    input,
    rows,
    rows.map((i) => input.weight?.[i] ?? 1),
  );
}
