import type { DeclaredPatrol } from './declared-patrols.ts';

/** A declared patrol on record. */
export interface DeclaredOnRecord extends DeclaredPatrol {
  id: number;
}

export interface DeclaredChanges {
  added: DeclaredPatrol[];
  moved: DeclaredOnRecord[];
  withdrawn: DeclaredOnRecord[];
}

/**
 * What is to be done to the patrols on record so that they are those which follow from the presses. One whose start is another now (the button
 * had been pressed before) is moved, not made anew; a guessed end already read from the fixes stays while its limit is the same.
 */
export function reconcileDeclared(
  declared: readonly DeclaredPatrol[],
  onRecord: readonly DeclaredOnRecord[],
): DeclaredChanges {
  const left = new Map(onRecord.map((patrol) => [patrol.startMs, patrol]));
  const take = (patrol: DeclaredOnRecord | undefined) => {
    if (patrol) left.delete(patrol.startMs);
    return patrol;
  };
  const exact = declared.map((patrol) => ({ patrol, same: take(left.get(patrol.startMs)) }));
  const changes: DeclaredChanges = { added: [], moved: [], withdrawn: [] };
  for (const { patrol, same } of exact) {
    const known = same ?? take([...left.values()].find((one) => liesIn(one, patrol)));
    if (!known) changes.added.push(patrol);
    else if (!saysTheSame(known, patrol)) changes.moved.push({ ...patrol, id: known.id });
  }
  changes.withdrawn.push(...left.values());
  return changes;
}

const liesIn = ({ startMs }: DeclaredPatrol, patrol: DeclaredPatrol) =>
  patrol.startMs <= startMs && startMs < (patrol.endMs ?? Number.POSITIVE_INFINITY);

const saysTheSame = (known: DeclaredPatrol, patrol: DeclaredPatrol) =>
  known.startMs === patrol.startMs &&
  known.gridId === patrol.gridId &&
  known.guessedUntilMs === patrol.guessedUntilMs &&
  (known.endMs === patrol.endMs || patrol.guessedUntilMs !== null);
