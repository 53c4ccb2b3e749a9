import type { MetricAnswer, MetricRow } from '../../contract/metrics/metrics.ts';
import { cellWeights } from '../../db/areas/cell-sets.ts';
import { readGoneDays } from '../../db/rollups/gone-days.ts';
import { readGround, readSignals } from '../../db/rollups/metric-ground.ts';
import {
  type GroupQuestion,
  type RollupRange,
  readGroups,
} from '../../db/rollups/metric-groups.ts';
import { readGonePosts, readPosts } from '../../db/rollups/post-groups.ts';
import { readUnitHeads } from '../../db/rollups/unit-heads.ts';
import type { Db } from '../../db/store/open.ts';
import { DEFINITIONS_VERSION, metricsOf } from '../../domain/metrics/definitions.ts';
import { type Folded, foldGroups } from '../../domain/metrics/fold-groups.ts';
import { type Span, spansOf } from '../../domain/metrics/periods.ts';
import { type Question, writeCursor } from '../../domain/metrics/question.ts';
import { sumsOf } from '../../domain/metrics/sums.ts';
import { type Gone, withGone } from '../../domain/metrics/with-gone.ts';
import { heldIn, withPosts } from '../../domain/metrics/with-posts.ts';

/**
 * Answers a question from the roll-ups as of an edition. `units`: how many units of the level there can be, for how much is
 * read at once. The same question as of the same edition gives the same answer.
 */
export async function answerMetrics(
  db: Db,
  question: Question,
  basis: {
    edition: { edition: number; at: string };
    within: RollupRange['within'];
    units: number;
  },
): Promise<Omit<MetricAnswer, 'nextPage'>> {
  const range: RollupRange = {
    from: question.from,
    to: question.to,
    edition: basis.edition.edition,
    within: basis.within,
  };
  const spans = spansOf(question.from, question.to, question.period);
  const { limit } = question;
  const found = await readPage(db, question, { range, spans, units: basis.units });
  const page = limit === undefined ? found : found.slice(0, limit);
  const last = page.at(-1);
  const headOf = await readUnitHeads(db, question.level, { rows: page, of: basis.edition });
  const spanBy = new Map(spans.map((span) => [span.from, span]));
  return {
    level: question.level,
    period: question.period,
    from: question.from,
    to: question.to,
    versions: {
      ...basis.edition,
      definitions: DEFINITIONS_VERSION,
      norms: normsOf(page),
    },
    rows: page.map((row): MetricRow => {
      const { from, to, whole } = spanBy.get(row.from)!;
      return {
        id: row.unitId,
        ...headOf(row),
        from,
        to,
        whole,
        changed: row.changed,
        metrics: metricsOf(row.totals, question.metrics),
        ...(question.sums ? { sums: sumsOf(row.totals) } : {}),
      };
    }),
    next:
      found.length > page.length && last
        ? writeCursor({ edition: range.edition, from: last.from, unitId: last.unitId })
        : null,
  };
}

/** The rows of a part of the roll-ups, by period, then unit. An edition does not change, so its parts are read side by side. */
export async function foldRollups(db: Db, part: Parameters<typeof readGroups>[1]) {
  const [figures, ground, signals, posts] = await Promise.all([
    readGroups(db, part),
    readGround(db, part),
    readSignals(db, part),
    readPosts(db, part),
  ]);
  const sets = figures.flatMap(({ cellSetId }) => (cellSetId === null ? [] : [cellSetId]));
  const rows = foldGroups({ figures, ground, signals }, await cellWeights(db, sets));
  const { from, to, period } = part;
  return withPosts(rows, posts, period === 'whole' ? [part] : spansOf(from, to, period));
}

/** At least one row more than the limit where there are more: period after period, as many at once as may be needed. */
async function readPage(
  db: Db,
  { level, period, unitId, limit, cursor, updatedSince }: Question,
  { range, spans, units }: { range: RollupRange; spans: readonly Span[]; units: number },
): Promise<Folded[]> {
  const read = async (part: readonly Span[], unitsAfter?: number) => {
    const question = {
      ...range,
      from: part[0]!.from,
      to: part.at(-1)!.to,
      level,
      period: part.length === 1 ? ('whole' as const) : period,
      unitId,
      ...(unitsAfter === undefined ? {} : { unitsAfter }),
    };
    const rows = await foldRollups(db, question);
    const gone = await readGone(db, question, { since: updatedSince, spans: part });
    if (updatedSince === undefined) return withGone(rows, gone);
    const known = withGone(rows, gone, { empty: true });
    return known.filter(({ changed }) => changed > updatedSince);
  };
  const begun = cursor ? spans.findIndex(({ from }) => from === cursor.from) : -1;
  const rows = cursor && begun >= 0 ? await read([spans[begun]!], cursor.unitId) : [];
  const atOnce = limit === undefined ? spans.length : Math.ceil((limit + 1) / Math.max(1, units));
  for (let at = begun + 1; at < spans.length && (limit === undefined || rows.length <= limit); ) {
    const end = Math.min(at + atOnce, spans.length);
    rows.push(...(await read(spans.slice(at, end))));
    at = end;
  }
  return rows;
}

/** What rows of a question rested on and no more: days that gave way, posts that were taken back. */
async function readGone(
  db: Db,
  question: GroupQuestion,
  { since, spans }: { since: number | undefined; spans: readonly Span[] },
): Promise<Gone[]> {
  const [days, posts] = [
    await readGoneDays(db, question, since),
    await readGonePosts(db, question, since),
  ];
  const ofPosts = spans.flatMap((span) =>
    posts
      .filter((post) => heldIn(post, span))
      .map(({ changed, officerId }) => ({ from: span.from, unitId: officerId, changed })),
  );
  return [...days, ...ofPosts];
}

/** Norm versions behind some rows, each once, by id and version. */
export function normsOf(rows: readonly Folded[]): { id: number; version: number }[] {
  const norms = new Map(
    rows.flatMap((row) => row.norms).map((norm) => [`${norm.id} ${norm.version}`, norm]),
  );
  return [...norms.values()].sort((a, b) => a.id - b.id || a.version - b.version);
}
