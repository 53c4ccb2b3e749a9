import type { GridChange } from '../../contract/areas/area-import.ts';

/** A grid on record that an import changes or ends, with what hangs on it. Shares are of ground, 0 to 1. */
export interface GroundFacts extends Omit<GridChange, 'change' | 'into' | 'nobodys'> {
  into: {
    code: string;
    isNew: boolean;
    /** Of this grid's ground, what the other takes. */
    share: number;
    /** Of the other's ground, what comes from this grid. */
    ofTaker: number;
  }[];
}

/** Less than this of a grid is a border that moved, not ground that went to another. */
const PART = 0.05;
const WHOLE = 0.999;

const rounded = (share: number) => Math.round(share * 1000) / 1000;

/** What becomes of every grid that an import changes or ends, in the order of the facts. Pure. */
export function gridChanges(facts: readonly GroundFacts[]): GridChange[] {
  const parts = (one: GroundFacts) => one.into.filter(({ share }) => share >= PART);
  const sources = new Map<string, GroundFacts[]>();
  for (const one of facts)
    for (const { code } of parts(one)) sources.set(code, [...(sources.get(code) ?? []), one]);
  return facts.map((one) => {
    const into = parts(one);
    const [first] = into;
    const joined = first && (sources.get(first.code) ?? []);
    const change = (): GridChange['change'] => {
      if (!first) return one.ends ? 'ended' : 'redrawn';
      if (into.some(({ code, isNew }) => isNew && code !== one.code) && into.length > 1)
        return 'split';
      if (joined!.length > 1 && joined!.some(({ ends }) => ends)) return 'merged';
      if (one.ends) return 'replaced';
      return first.share >= WHOLE && first.ofTaker >= WHOLE ? 'described' : 'redrawn';
    };
    return {
      ...{ ...one, change: change() },
      into: into.map(({ code, share }) => ({ code, share: rounded(share) })),
      nobodys: rounded(Math.max(0, 1 - one.into.reduce((sum, { share }) => sum + share, 0))),
    };
  });
}
