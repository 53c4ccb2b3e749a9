/** Whom or what somebody or something is assigned to, from when until when; null: for good. */
export interface Spell {
  target: string;
  from: string;
  to: string | null;
}

/** Moments from one until before the other; null: for good. */
export interface Range {
  from: string;
  to: string | null;
}

export const untilMs = (to: string | null): number => (to === null ? Infinity : Date.parse(to));
const sinceMs = ({ from }: Range): number => Date.parse(from);
const inOrder = (spells: readonly Spell[]): Spell[] =>
  [...spells].sort((a, b) => sinceMs(a) - sinceMs(b));

/** What of some spells lies within a range, cut to it, the first first. */
export const cutTo = (spells: readonly Spell[], range: Range): Spell[] =>
  inOrder(spells).flatMap((spell) => {
    const from = sinceMs(spell) < sinceMs(range) ? range.from : spell.from;
    const to = untilMs(spell.to) > untilMs(range.to) ? range.to : spell.to;
    return Date.parse(from) < untilMs(to) ? [{ target: spell.target, from, to }] : [];
  });

/**
 * A history of which a range is replaced by what is given there; outside of the range all stays as it was. What then goes on without a
 * break is one spell.
 */
export function layOver(
  history: readonly Spell[],
  { given, ...range }: Range & { given: readonly Spell[] },
): Spell[] {
  const outside = [
    ...history
      .filter((spell) => sinceMs(spell) < sinceMs(range))
      .map((spell) => ({
        ...spell,
        to: untilMs(spell.to) > sinceMs(range) ? range.from : spell.to,
      })),
    ...history
      .filter((spell) => untilMs(spell.to) > untilMs(range.to))
      .map((spell) => ({
        ...spell,
        from: sinceMs(spell) < untilMs(range.to) ? range.to! : spell.from,
      })),
  ];
  const laid: Spell[] = [];
  for (const spell of inOrder([...outside, ...given])) {
    const last = laid.at(-1);
    const isOne =
      last?.target === spell.target &&
      untilMs(last.to) === sinceMs(spell) &&
      sinceMs(range) <= sinceMs(spell) &&
      sinceMs(spell) <= untilMs(range.to);
    if (isOne) laid[laid.length - 1] = { ...last, to: spell.to };
    else laid.push(spell);
  }
  return laid;
}

/** Whether two lists of spells say the same. */
export const areSame = (one: readonly Spell[], other: readonly Spell[]): boolean => {
  const told = (spells: readonly Spell[]) =>
    inOrder(spells).map(({ target, from, to }) => [target, Date.parse(from), untilMs(to)].join());
  return told(one).join(';') === told(other).join(';');
};

/** When and to whom something is assigned otherwise in one history than in another: of both that gain and that lose, in order of time. */
export function changedSpells(before: readonly Spell[], after: readonly Spell[]): Spell[] {
  const texts = new Map<number, string | null>();
  for (const { from, to } of [...before, ...after])
    texts.set(Date.parse(from), from).set(untilMs(to), to);
  const moments = [...texts.keys()].sort((a, b) => a - b);
  const open = new Map<string, Spell>();
  const changed: Spell[] = [];
  moments.slice(0, -1).forEach((ms, k) => {
    const at = (spells: readonly Spell[]) =>
      new Set(
        spells
          .filter((spell) => sinceMs(spell) <= ms && ms < untilMs(spell.to))
          .map(({ target }) => target),
      );
    const [was, is] = [at(before), at(after)];
    const [from, to] = [texts.get(ms)!, texts.get(moments[k + 1]!)!];
    for (const target of new Set([...was, ...is])) {
      if (was.has(target) === is.has(target)) continue;
      const last = open.get(target);
      if (last && untilMs(last.to) === ms) last.to = to;
      else {
        const spell = { target, from, to };
        open.set(target, spell);
        changed.push(spell);
      }
    }
  });
  return changed;
}
