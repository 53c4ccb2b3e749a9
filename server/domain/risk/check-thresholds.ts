import type { FileProblem } from '../../contract/file-problem.ts';
import type { WarningThresholds } from '../../contract/warnings/thresholds.ts';
import { WARNING_LEVELS } from '../../contract/warnings/warning.ts';

/** What is wrong with thresholds, all of it: a rule a level, mildest first, none of whose figures is below that of the milder one. */
export const thresholdDefects = ({ levels, severe }: WarningThresholds): FileProblem[] =>
  [levels, severe].flatMap((rules: readonly ({ level: string } & Record<string, unknown>)[]) => {
    if (rules.some(({ level }, k) => level !== WARNING_LEVELS[k]))
      return [
        { code: 'levels-in-order', values: { levels: WARNING_LEVELS.join(', ') } },
      ] satisfies FileProblem[];
    return rules.slice(1).flatMap((rule, k) => {
      const milder = rules[k]!;
      return Object.keys(rule)
        .filter((name) => name !== 'level' && Number(rule[name]) < Number(milder[name]))
        .map(
          (name): FileProblem => ({
            code: 'milder-above',
            values: {
              ...{ level: rule.level, milder: milder.level, figure: name },
              ...{ value: Number(rule[name]), least: Number(milder[name]) },
            },
          }),
        );
    });
  });
