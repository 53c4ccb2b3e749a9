import { Command } from 'commander';
import { Value } from 'typebox/value';
import { NormRules } from '../server/contract/norms/norm.ts';
import type { Outcome } from '../server/contract/patrols/verdict.ts';
import type { Fix } from '../server/domain/entrance/fix.ts';
import { placeByClock } from '../server/domain/verification/clock/place-by-clock.ts';
import { comparedTrack } from '../server/domain/verification/integrity/compared-track.ts';
import { isNear, placesAround, placesOf } from '../server/domain/verification/integrity/places.ts';
import { judgePatrol } from '../server/domain/verification/judge-patrol.ts';
import { RULE_SET } from '../server/domain/verification/patrol-input.ts';
import { type Proportion, wilson } from '../server/domain/wilson.ts';
import {
  generatePatrol,
  KINDS,
  type Kind,
  type Label,
  type LabelledPatrol,
} from './conformance-kit/patrols.ts';

/**
 * What is wrong for a label, and how often it may happen per kind. Honest patrols must not be suspicious, the others not completed;
 * of lazy patrols the same is asked as of cheating ones.
 */
const GOALS: Record<Label, { wrong: Outcome; most: number; name: string }> = {
  honest: { wrong: 'suspicious', most: 0.01, name: 'false reject' },
  lazy: { wrong: 'completed', most: 0.05, name: 'false accept' },
  cheating: { wrong: 'completed', most: 0.05, name: 'false accept' },
};

interface KindReport {
  kind: Kind;
  label: Label;
  patrols: number;
  outcomes: Record<Outcome, number>;
  /** Share of wrong outcomes with its 95 % interval. */
  error: Proportion & { name: string; goal: number; met: boolean };
}

/** Judges so many seeded patrols of a kind under the default norm. Equal seeds give equal reports. */
export function reportKind(kind: Kind, patrols: number, seed = 0): KindReport {
  const outcomes = { completed: 0, incomplete: 0, suspicious: 0, unverifiable: 0 };
  let label: Label = 'honest';
  for (let i = 0; i < patrols; i++) {
    const patrol = generatePatrol(kind, `${seed}/${i}`);
    label = patrol.label;
    const verdict = judgePatrol({
      patrol: { startMs: patrol.startMs, endMs: patrol.endMs },
      fixes: patrol.fixes,
      grid: { version: 1, polygon: patrol.grid.geometry },
      norm: { version: 1, rules: Value.Create(NormRules) },
      timeZone: 'Asia/Shanghai',
      history: patrol.history.map(comparedTrack),
      others: companyOf(patrol),
    });
    outcomes[verdict.outcome]++;
  }
  const { wrong, most, name } = GOALS[label];
  const error = wilson(outcomes[wrong], patrols);
  return {
    kind,
    label,
    patrols,
    outcomes,
    error: { ...error, name, goal: most, met: error.share <= most },
  };
}

/** Of everybody out, those the service finds near in space and time. */
function companyOf({ fixes, others }: LabelledPatrol) {
  const trackOf = (told: Fix[]) => comparedTrack(placeByClock(told).fixes);
  const around = new Set(placesAround(trackOf(fixes)));
  return others.map(trackOf).filter((track) => isNear(around, placesOf(track)));
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

function lineOf({ kind, label, patrols, outcomes, error }: KindReport): string {
  const counts = Object.values(outcomes).map((count) => String(count).padStart(6));
  const interval = `[${percent(error.low)}, ${percent(error.high)}]`;
  return [
    kind.padEnd(26),
    label.padEnd(9),
    String(patrols).padStart(5),
    ...counts,
    `  ${error.name} ${percent(error.share)} ${interval}${error.met ? '' : '  GOAL MISSED'}`,
  ].join(' ');
}

async function main(): Promise<void> {
  const options = new Command('conformance')
    .description('Error rates of verdicts on seeded patrols whose truth is known')
    .option('--per-kind <count>', 'patrols of each kind', Number, 200)
    .option('--kind <part>', 'only kinds whose name contains this')
    .option('--seed <number>', 'another sample', Number, 0)
    .option('--json', 'one JSON document instead of a table')
    .parse()
    .opts<{ perKind: number; kind?: string; seed: number; json?: boolean }>();
  const kinds = KINDS.filter((kind) => kind.includes(options.kind ?? ''));
  const reports: KindReport[] = [];
  const print = (text: string) => process.stdout.write(`${text}\n`);
  if (!options.json)
    print(
      `${'kind'.padEnd(26)} ${'label'.padEnd(9)} count  compl  incom  suspi  unver  wrong, with 95 % interval`,
    );
  for (const kind of kinds) {
    const report = reportKind(kind, options.perKind, options.seed);
    reports.push(report);
    if (!options.json) print(lineOf(report));
  }
  if (options.json)
    print(
      JSON.stringify({
        ruleSet: RULE_SET,
        perKind: options.perKind,
        seed: options.seed,
        kinds: reports,
      }),
    );
  else
    print(
      `rule set ${RULE_SET}, ${reports.filter(({ error }) => error.met).length} of ${reports.length} kinds meet their goal`,
    );
  process.exitCode = reports.every(({ error }) => error.met) ? 0 : 1;
}

if (import.meta.url === `file://${process.argv[1]}`) await main();
