import { useState } from 'react';
import { Told } from '../assignments/ending.tsx';
import { useAct } from '../settings/use-act.ts';
import { layPosts } from './api.ts';
import { backOf, type Change } from './plan.ts';

/** What shows who holds which post, and is looked at again. */
const SHOWING = ['posts', 'officers', 'officer-record', 'setup'];

/** Changes who holds which post, and takes the last change back where that is asked. */
export const useLaying = () => {
  const act = useAct(SHOWING);
  const [done, setDone] = useState<{ what: string; back: Change } | null>(null);
  /** `what`: whose post it is; `then` once it is done. */
  const lay = (what: string, change: Change, then?: () => void) =>
    act.mutate(async () => {
      await layPosts(change);
      setDone({ what, back: backOf(change) });
      then?.();
    });
  const undo = () =>
    act.mutate(async () => {
      if (done) await layPosts(done.back);
      setDone(null);
    });
  const told = (
    <Told
      what={done?.what ?? null}
      change={done && JSON.stringify(done.back)}
      isBusy={act.isPending}
      undo={undo}
    />
  );
  return { lay, isPending: act.isPending, isDone: done !== null, told };
};

export type Laying = ReturnType<typeof useLaying>;
