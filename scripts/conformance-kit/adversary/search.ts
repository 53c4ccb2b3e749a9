import type { Outcome } from '../../../server/contract/patrols/verdict.ts';
import { createRandom, type Random } from '../../simulator/random.ts';
import { walkGrid } from '../../simulator/walk/walk.ts';
import { judgeLabelled } from '../judge.ts';
import { drawnAsk } from '../patrols.ts';
import { noOutcomes } from '../tally.ts';
import { CHEATS, type Cheat, type CheatName, type Drawn, surroundings } from './cheats.ts';
import { deliverClaim, inTurn, seenPath } from './claims.ts';

/** Patrols of an officer a month, and how hard is searched: random beginnings, generations, children of each, patrols to judge one by. */
const A_MONTH = 44;
const SEARCH = { random: 8, generations: 3, children: 6, trials: 4 };

/** A search of one cheat for so many minutes not walked. */
export interface Attempt {
  name: CheatName;
  minutes: number;
  seed: number;
  /** Patrols the best found is judged by, apart from those it was found with. */
  patrols: number;
}

export interface AttemptResult extends Attempt {
  genes: Drawn;
  outcomes: Record<Outcome, number>;
}

/** Finds the best a cheat can do and says how it fares. Equal attempts give equal results. */
export default function searchCheat(
  attempt: Attempt,
  { children, generations, random: beginnings, trials }: typeof SEARCH = SEARCH,
): AttemptResult {
  const { name, minutes, seed, patrols } = attempt;
  const cheat: Cheat = CHEATS[name];
  const random = createRandom(`adversary/${seed}/${name}/${minutes}`);
  const valued = (genes: Drawn, k: number) => {
    const { completed, suspicious } = judgeCheat(
      cheat,
      minutes,
      genes,
      `${seed}/find/${k}`,
      trials,
    );
    return { genes, value: completed - suspicious };
  };
  let best = Array.from({ length: beginnings }, (_, k) => valued(drawGenes(cheat, random), k));
  if (Object.keys(cheat.genes).length > 0)
    for (let g = 1; g <= generations; g++) {
      const parents = best.sort((a, b) => b.value - a.value).slice(0, 3);
      const born = Array.from({ length: children }, (_, k) =>
        valued(childOf(cheat, random.pick(parents).genes, random), 100 * g + k),
      );
      best = [...parents, ...born];
    }
  const { genes } = best.sort((a, b) => b.value - a.value)[0]!;
  return {
    ...attempt,
    genes,
    outcomes: judgeCheat(cheat, minutes, genes, `${seed}/told`, patrols),
  };
}

const drawGenes = ({ genes }: Cheat, random: Random): Drawn =>
  Object.fromEntries(
    Object.entries(genes).map(([name, range]) => [name, random.uniform(...range)]),
  );

/** A parent's genes, each moved by a fifth of its range or so. */
const childOf = ({ genes }: Cheat, parent: Drawn, random: Random): Drawn =>
  Object.fromEntries(
    Object.entries(genes).map(([name, [low, high]]) => {
      const moved = parent[name]! + random.normal(0, 0.2 * (high - low));
      return [name, Math.min(high, Math.max(low, moved))];
    }),
  );

/** Outcomes of patrols that are walked honestly but for their last minutes, which are claimed. */
export function judgeCheat(
  cheat: Cheat,
  minutes: number,
  genes: Drawn,
  seed: string,
  patrols: number,
) {
  const outcomes = noOutcomes();
  for (let k = 0; k < patrols; k++) {
    const { ask, grid } = drawnAsk(`adversary/${seed}/${k}`, { company: 'pooled' });
    const claimedS = Math.min(ask.seconds, minutes * 60);
    const walkedS = ask.seconds - claimedS;
    const { path, history = [], others = [] } = cheat.claim(ask, claimedS, genes);
    const truth = ask.random.fork('honest');
    const honest =
      walkedS > 60
        ? [seenPath(ask, walkGrid(ask.place.streets, truth, walkedS), truth.fork('seen'))]
        : [];
    const fixes = deliverClaim(ask, inTurn([...honest, path], ask.seconds));
    const { startMs } = ask;
    const verdict = judgeLabelled({
      grid,
      startMs,
      endMs: startMs + ask.seconds * 1000,
      fixes,
      history: [...surroundings(ask), ...history],
      others,
    });
    outcomes[verdict.outcome]++;
  }
  return outcomes;
}

/** Chance of being seen at least once in a month of repeating. */
export const overAMonth = (share: number): number => 1 - (1 - share) ** A_MONTH;
