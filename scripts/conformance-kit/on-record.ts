import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { RULE_SET } from '../../server/contract/patrols/rule-set.ts';
import type { Kind } from './patrols.ts';
import type { Sample } from './tally.ts';

/** Patrols a thread takes before it says so, and is put on record. */
const AT_A_TIME = 50;

export interface RecordedRun {
  kinds: readonly Kind[];
  perKind: number;
  seed: number;
  threads: number;
  /** Where answers are kept, a line each, so that a run goes on where it stopped. */
  record: string;
}

/** What was found in a sample, by which rule set. */
type Answer = Sample & { ruleSet: string };

/**
 * Asks about patrols kind by kind in turn, with what was put on record before left out; `seed` is that of their names. `told` gets every
 * answer, those on record first.
 */
export async function runOnRecord<A extends Answer>(
  { kinds, perKind, threads, record }: RecordedRun,
  seed: string,
  run: (samples: Sample[], threads: number, told: (answer: A) => void) => Promise<void>,
  told: (answer: A) => void,
): Promise<void> {
  const done = readRecord<A>(record).filter(
    (answer) => answer.seed === seed && kinds.includes(answer.kind),
  );
  const known = new Set(done.map(nameOf));
  for (const answer of done) if (answer.from < perKind) told(answer);
  const samples: Sample[] = [];
  for (let from = 0; from < perKind; from += AT_A_TIME)
    for (const kind of kinds)
      samples.push({ kind, seed, from, count: AT_A_TIME, company: 'pooled' });
  mkdirSync(dirname(record), { recursive: true });
  await run(
    samples.filter((sample) => !known.has(nameOf(sample))),
    threads,
    (answer) => {
      appendFileSync(record, `${JSON.stringify(answer)}\n`);
      told(answer);
    },
  );
}

const nameOf = ({ kind, seed, from }: Sample) => `${kind}/${seed}/${from}`;

/** Answers of this rule set on record; a line cut off when a run was stopped is asked again. */
function readRecord<A extends Answer>(file: string): A[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line): A[] => {
      try {
        const answer = JSON.parse(line) as A;
        return answer.ruleSet === RULE_SET ? [answer] : [];
      } catch {
        return [];
      }
    });
}
