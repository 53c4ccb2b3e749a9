import type { CasePhase } from '../../contract/cases/case.ts';
import type { DeadlineRules } from '../../contract/cases/deadline.ts';
import type { Severity } from '../../contract/incidents/incident.ts';
import { HOUR_MS } from '../../contract/units.ts';
import { type Clock, momentAfter } from './clock.ts';
import type { Span, Standing, Stretch } from './standing.ts';

/** Deadlines as they are on record; times Unix ms, `to` null: until further notice. */
export interface DeadlineVersion {
  areaId: number;
  category: string | null;
  severity: Severity | null;
  rules: DeadlineRules;
  from: number;
  to: number | null;
}

/** What a case is for its deadlines: its areas and its categories, nearest first. */
export interface DeadlineSubject {
  areaIds: readonly number[];
  categories: readonly string[];
  severity: Severity;
}

/** The rules that hold for a case at a moment: of the nearest area that has any, of the nearest category, of its severity before those of all. */
export function chooseDeadline(
  versions: readonly DeadlineVersion[],
  { areaIds, categories, severity }: DeadlineSubject,
  at: number,
): DeadlineRules | null {
  const distanceOf = (version: DeadlineVersion) => {
    const area = areaIds.indexOf(version.areaId);
    const category =
      version.category === null ? categories.length : categories.indexOf(version.category);
    const fits =
      area >= 0 &&
      category >= 0 &&
      (version.severity === null || version.severity === severity) &&
      version.from <= at &&
      (version.to === null || at < version.to);
    return fits
      ? (area * (categories.length + 1) + category) * 2 + (version.severity === null ? 1 : 0)
      : Number.POSITIVE_INFINITY;
  };
  let best: DeadlineVersion | null = null;
  let nearest = Number.POSITIVE_INFINITY;
  for (const version of versions) {
    const distance = distanceOf(version);
    if (distance < nearest) {
      best = version;
      nearest = distance;
    }
  }
  return best?.rules ?? null;
}

/** A phase with its deadline: when it turns yellow, when it is over, when a card is given; Unix ms, Infinity: never. */
export interface Due extends Span {
  yellowAt: number;
  dueAt: number;
  yellowCardAt: number;
  redCardAt: number;
}

/** The phases of a case that have a deadline, in the order they began, by the rules in force when each began. */
export function duesOf(
  { spans, stops }: Standing,
  rulesAt: (at: number) => DeadlineRules | null,
  clockOf: (rules: DeadlineRules) => Clock,
): Due[] {
  return spans.flatMap((span) => {
    const rules = rulesAt(span.from);
    const hours = rules?.hours[span.phase] ?? null;
    if (!rules || hours === null) return [];
    const clock = clockOf(rules);
    const stood = stops.flatMap((stop) => within(stop, span.to ?? Number.POSITIVE_INFINITY));
    const after = (h: number | null) =>
      h === null
        ? Number.POSITIVE_INFINITY
        : momentAfter(span.from, Math.round(h * HOUR_MS), clock, stood);
    const over = (h: number | null) => (h === null ? null : hours + h);
    const { red, yellow } = rules.cards;
    return [
      {
        ...span,
        ...{ yellowAt: after(hours * rules.yellowShare), dueAt: after(hours) },
        ...{ yellowCardAt: after(over(yellow)), redCardAt: after(over(red)) },
      },
    ];
  });
}

/** A stop as far as it lies before the end of a phase: a clock that stops, or goes on, later does not move the deadline of what is over. */
const within = ({ from, to }: Stretch, endedAt: number): Stretch[] =>
  from < endedAt ? [{ from, to: Math.min(to, endedAt) }] : [];

/** What a case's deadlines come to, whatever the time is: its light and card at a moment follow by comparison. Unix ms; null: never. */
export interface Turns {
  /** Of what runs: the phase due first. */
  phase: CasePhase | null;
  yellowAt: number | null;
  dueAt: number | null;
  /** When a card of each colour was, or will be, given. */
  yellowCardAt: number | null;
  redCardAt: number | null;
  /** A phase that ended was over its deadline. */
  late: boolean;
}

export function turnsOf(dues: readonly Due[]): Turns {
  const runs = dues.filter(({ to }) => to === null);
  const next = runs.reduce<Due | null>(
    (first, due) => (first === null || due.dueAt < first.dueAt ? due : first),
    null,
  );
  /** A card counts where its moment came before the phase ended, or will come while it runs. */
  const given = (momentOf: (due: Due) => number) =>
    earliest(
      dues.filter((due) => momentOf(due) < (due.to ?? Number.POSITIVE_INFINITY)).map(momentOf),
    );
  return {
    phase: next?.phase ?? null,
    yellowAt: earliest(runs.map(({ yellowAt }) => yellowAt)),
    dueAt: earliest(runs.map(({ dueAt }) => dueAt)),
    yellowCardAt: given((due) => due.yellowCardAt),
    redCardAt: given((due) => due.redCardAt),
    late: dues.some(({ dueAt, to }) => to !== null && to > dueAt),
  };
}

const earliest = (moments: readonly number[]): number | null => {
  const first = Math.min(...moments);
  return Number.isFinite(first) ? first : null;
};
