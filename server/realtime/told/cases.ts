import type { Context } from '../../context.ts';
import type { Case } from '../../contract/cases/case.ts';
import { handheldsGiven } from '../../db/cases/given.ts';
import type { Push } from './push.ts';

/** Pushes a case to whoever it was given to; a department's is nobody's phone. */
export async function pushGiven(
  { db, now, push }: Pick<Context, 'db' | 'now'> & { push: Push },
  given: Case,
): Promise<void> {
  if (push.key === null || given.officerId === null) return;
  const handhelds = await handheldsGiven(db, given, now());
  await Promise.all(
    handhelds.map(({ handheldId, ...names }) =>
      push.tell(handheldId, { given: { id: given.id, ...names } }),
    ),
  );
}
