import { canonicalJson } from '../../contract/canonical-json.ts';
import type { VerdictSays } from '../../contract/patrols/rules-test.ts';
import type { Verdict } from '../../contract/patrols/verdict.ts';

/** What of a verdict people read first. */
export const verdictSays = ({ outcome, reasons, signals }: Verdict): VerdictSays => ({
  outcome,
  reasons: reasons.map(({ code }) => code),
  signals: signals.map(({ code, strength }) => ({ code, strength })),
});

/** How two verdicts over a patrol differ: in what they say, or in some figure alone, and whether they rest on the same facts. */
export function compareVerdicts(before: Verdict, after: Verdict) {
  const { ruleSet: _, ...restedOn } = before.basis;
  const { ruleSet: __, ...restsOn } = after.basis;
  const [said, says] = [verdictSays(before), verdictSays(after)];
  return {
    saysTheSame: isSame(said, says),
    figuresToo: isSame({ ...before, basis: null }, { ...after, basis: null }),
    byRules: isSame(restedOn, restsOn),
    before: said,
    after: says,
  };
}

/** Equal values; the store may give back the keys of an object in another order. */
const isSame = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);
