import type { RulesTest, VerdictSays } from '../../server/contract/patrols/rules-test.ts';

const SHOWN = 20;

/** Who changes and why, the first ones by name. */
export function rulesInWords(test: RulesTest): string[] {
  const { changes, figuresOnly, gone, outcomes, patrols, ruleSet } = test;
  const officers = new Set(changes.map(({ officerId }) => officerId)).size;
  const more = changes.length - SHOWN;
  return [
    `rule set ${ruleSet}: ${changes.length} of ${patrols} patrols change, of ${officers} officers; of ${figuresOnly} more only figures do; ${gone} are kept no longer`,
    ...Object.entries(outcomes).map(([kind, count]) => `  ${kind}: ${count}`),
    ...changes
      .slice(0, SHOWN)
      .map(
        ({
          after,
          before,
          byRules,
          decided,
          gridName,
          officerName,
          patrolId,
          ruleSet,
          startTime,
        }) =>
          `  ${startTime} ${officerName}, ${gridName}, patrol ${patrolId} (${ruleSet}): ${said(before)} -> ${said(after)}${byRules ? '' : '; what it rests on changed too'}${decided ? '; people decided over it' : ''}`,
      ),
    ...(more > 0 ? [`  and ${more} more (--json shows all)`] : []),
  ];
}

const said = ({ outcome, reasons, signals }: VerdictSays) =>
  [outcome, ...reasons, ...signals.map(({ code, strength }) => `${code} ${strength}`)].join(' ');
