import { useUndoable } from '../assignments/use-undoable.tsx';
import { layPosts } from './api.ts';
import { backOf, type Change } from './plan.ts';

/** What shows who holds which post, and is looked at again. */
const SHOWING = ['posts', 'officers', 'officer-record', 'setup'];

/** Changes who holds which post, and takes the last change back where that is asked. */
export const useLayPosts = () => {
  const { run, ...rest } = useUndoable(SHOWING);
  /** `what`: whose post it is; `then` once it is done. */
  const lay = (what: string, change: Change, then?: () => void) =>
    run(
      what,
      async () => {
        await layPosts(change);
        return () => layPosts(backOf(change));
      },
      then,
    );
  return { ...rest, lay };
};

export type Laying = ReturnType<typeof useLayPosts>;
