import type { CaseUnit } from '../../../server/contract/cases/figures.ts';
import type { OfficerCategory } from '../../../server/contract/people/people.ts';
import type {
  ScoringRules,
  ScoringSection,
  ScoringTerm,
} from '../../../server/contract/scoring/rules.ts';
import { UNRANKED } from '../../../server/contract/scoring/scores.ts';
import type { Figures } from '../period.ts';
import type { Matter } from './facts.ts';
import { fraction, least, minus, most, per, plus, rounded, times } from './fraction.ts';

/** A matter as it stands with a unit: why, and among how many. */
export interface UnitMatter extends Matter {
  part: number;
  why: 'found' | 'lies there' | 'answered' | 'shared';
}

export interface UnitFacts {
  figures: Figures;
  matters: readonly UnitMatter[];
  category: OfficerCategory | null;
  /** Figures of the cases that lie in it or that it handled; none: no cases. */
  cases?: Figures;
}

const ZERO = fraction(0);
const COUNTED = /^(opened|closed|passedUp|sentBack|(yellow|red)Cards|overdue|points)$/;

function termValue({ source }: ScoringTerm, { cases, figures, matters }: UnitFacts): number | null {
  if ('metric' in source) return figures[source.metric] ?? null;
  if ('officers' in source) return null;
  // Of no cases a count is 0, a share, a median and a mean are nothing.
  if ('cases' in source)
    return cases ? (cases[source.cases] ?? null) : COUNTED.test(source.cases) ? 0 : null;
  const counted = matters.filter(
    ({ why, foundBy, kinds }) =>
      (why === 'found' ||
        why === 'lies there' ||
        (why === 'shared' && source.withoutFinder === 'shared')) &&
      (source.foundBy ?? foundBy) === foundBy &&
      (source.kinds === undefined || source.kinds.some((kind) => kinds.includes(kind))),
  );
  return rounded(
    counted.reduce((sum, { part, points }) => {
      const worth = fraction(source.matters === 'points' ? points : 1);
      return plus(sum, per(worth, fraction(part)));
    }, ZERO),
  );
}

function pointsOf({ scale, max, role, missing }: ScoringTerm, value: number | null): number | null {
  const sign = role === 'deduction' ? -1 : 1;
  if (value === null) {
    const without = missing ?? (role === 'scored' ? 'leave-out' : 'zero');
    return without === 'leave-out' ? null : without === 'zero' ? 0 : sign * max;
  }
  if (scale.kind === 'steps') {
    const reached = scale.steps.filter(({ from }) => value >= from).map(({ from }) => from);
    const step = scale.steps.find(({ from }) => from === Math.max(...reached));
    return sign * rounded(times(fraction(step?.share ?? 0), fraction(max)));
  }
  if (scale.kind === 'each')
    return sign * Math.min(max, rounded(times(fraction(value), fraction(scale.points)))) + 0;
  const [zero, full] = [fraction(scale.zeroAt), fraction(scale.fullAt)];
  const share = per(minus(fraction(value), zero), minus(full, zero));
  return sign * rounded(times(most(ZERO, least(fraction(1), share)), fraction(max))) + 0;
}

function scoreOf(section: ScoringSection, unit: UnitFacts, isOfficer: boolean) {
  const terms = section.terms.map((term) => {
    const value = termValue(term, unit);
    return { id: term.id, role: term.role, max: term.max, value, points: pointsOf(term, value) };
  });
  const sum = (values: readonly number[]) =>
    values.reduce((total, value) => plus(total, fraction(value)), ZERO);
  const scored = terms.filter(({ role }) => role === 'scored');
  const present = scored.filter(({ points }) => points !== null);
  const [asked, had] = [sum(scored.map(({ max }) => max)), sum(present.map(({ max }) => max))];
  const { patrolsRequired, effectiveMin } = unit.figures;
  const idle = isOfficer && patrolsRequired! > 0 && effectiveMin === 0;
  const factor = idle ? 0 : had.over > 0n ? rounded(per(asked, had), 4) : 1;
  const others = sum(terms.flatMap(({ role, points }) => (role === 'scored' ? [] : (points ?? 0))));
  const mark = times(sum(present.map(({ points }) => points!)), fraction(factor));
  const base = idle ? ZERO : plus(fraction(section.base), mark);
  const raw = rounded(most(ZERO, plus(base, others)));
  const total =
    asked.over > 0n && had.over === 0n && !idle ? null : Math.min(section.ceiling ?? raw, raw);
  return { terms, factor, total };
}

/** Every term's value and points, total, rank, stars and honour of the units of a level, by code. Knows neither leave nor posts. */
export function scoreUnits(
  units: ReadonlyMap<string, UnitFacts>,
  level: CaseUnit,
  rules: ScoringRules,
): Map<string, Figures> {
  const sections = rules.sections.filter((one) => one.level === level && one.post === undefined);
  const all = [...units].map(([code, unit]) => {
    const section =
      sections.find(
        ({ officerCategory }) => officerCategory && officerCategory === unit.category,
      ) ?? sections.find(({ officerCategory }) => officerCategory === undefined);
    const score = section && scoreOf(section, unit, level === 'officer');
    const why = section ? whyUnranked(unit, section, { rules, total: score!.total }) : 'no-section';
    return { code, unit, section, why, ...(score ?? { terms: [], factor: 1, total: null }) };
  });
  const standings = new Map(
    [undefined, ...sections].map((section) => {
      const ranked = all.filter((one) => one.section === section && one.why === null);
      const totals = ranked.map(({ total }) => total!);
      return [section, standingOf(totals, rules)];
    }),
  );
  const reply = new Map<string, Figures>();
  for (const one of all) {
    const { totals, border, listed } = standings.get(one.section)!;
    const ranked = one.why === null;
    reply.set(one.code, {
      factor: one.factor,
      total: one.total,
      unranked: one.why === null ? null : UNRANKED.indexOf(one.why),
      rank: ranked ? 1 + totals.filter((total) => total > one.total!).length : null,
      last: Number(ranked && listed > 0 && one.total! <= border!),
      listed,
      stars:
        ranked && rules.stars.length > 0
          ? Math.max(
              0,
              ...rules.stars.flatMap(({ stars, from }) => (one.total! >= from ? stars : [])),
            )
          : null,
      ...honourOf(one, rules),
      ...Object.fromEntries(
        one.terms.flatMap(({ id, value, points }) => [
          [`${id} value`, value],
          [`${id} points`, points],
        ]),
      ),
    });
  }
  return reply;
}

/** Where a ranking's last begin. Of n the last floor(n x share), and whoever ties with the best of them; nobody where all are equal. */
function standingOf(among: readonly number[], { lastShare }: ScoringRules) {
  const totals = among.toSorted((a, b) => a - b);
  const border = totals[Math.floor(totals.length * lastShare + 1e-9) - 1];
  const tied = border === undefined ? 0 : totals.filter((total) => total <= border).length;
  return { totals, border, listed: tied < totals.length ? tied : 0 };
}

function whyUnranked(
  { cases, figures, matters }: UnitFacts,
  { level, ranking }: ScoringSection,
  { rules, total }: { rules: ScoringRules; total: number | null },
): (typeof UNRANKED)[number] | null {
  if (level === 'department') return total === null ? 'too-little-data' : null;
  const { minDutyDays, minCompleteness } = ranking ?? rules.ranking;
  const { dutyDays, completed, incomplete, suspicious, unverifiable, completeness } = figures;
  const judged = completed! + incomplete! + suspicious! + unverifiable!;
  if (dutyDays === 0 && judged === 0 && !cases && !matters.some(({ why }) => why === 'found'))
    return 'nothing-to-rank';
  const thin = completeness !== null && completeness! < minCompleteness;
  return total === null || dutyDays! < minDutyDays || thin ? 'too-little-data' : null;
}

function honourOf(
  {
    unit,
    section,
    why,
    total,
  }: {
    unit: UnitFacts;
    section: ScoringSection | undefined;
    why: string | null;
    total: number | null;
  },
  { honour }: ScoringRules,
): Figures {
  if (!honour || !section || section.level === 'department')
    return { honourMatters: null, honour: null };
  const against = unit.matters.filter(
    (matter) =>
      matter.why !== 'found' &&
      (honour.foundBy ?? [matter.foundBy]).some((by) => by === matter.foundBy) &&
      honour.kinds.some((kind) => matter.kinds.includes(kind)),
  ).length;
  const walked = unit.figures.patrolsDone! > 0;
  const enough = why === null && total! >= (honour.minTotal ?? 0);
  return { honourMatters: against, honour: Number(enough && walked && against === 0) };
}
