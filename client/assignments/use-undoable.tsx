import { Button } from 'antd';
import { type ReactNode, useReducer, useState } from 'react';
import { useFocusKept } from '../focus/use-focus-kept.ts';
import { useWords } from '../i18n/use-words.ts';
import { useAct } from '../settings/use-act.ts';
import styles from './assignments.module.css';

interface Done {
  what: string;
  back: () => Promise<unknown>;
}

export interface Undoable {
  /** Does something to `what`, which resolves to what takes it back; `then` once it is done. */
  run: (what: string, act: () => Promise<() => Promise<unknown>>, then?: () => void) => void;
  isPending: boolean;
  /** There is something that can be taken back. */
  isDone: boolean;
  /** Says what was done, with a way to undo it. */
  told: ReactNode;
}

/** Acts of which the last is taken back where that is asked. `shows`: keys of the queries that show what they change. */
export const useUndoable = (shows: readonly string[]): Undoable => {
  const { t } = useWords();
  const act = useAct(shows);
  const [done, setDone] = useState<Done | null>(null);
  const [acts, count] = useReducer((known: number) => known + 1, 0);
  const box = useFocusKept<HTMLDivElement>(String(acts));
  const run: Undoable['run'] = (what, first, then) =>
    act.mutate(async () => {
      setDone({ what, back: await first() });
      count();
      then?.();
    });
  const undo = ({ back }: Done) =>
    act.mutate(async () => {
      await back();
      setDone(null);
      count();
    });
  const told = (
    <div role="status" tabIndex={-1} ref={box} className={styles.told}>
      {done && (
        <>
          <span>{t('assignments.done', { what: done.what })}</span>
          <Button size="small" loading={act.isPending} onClick={() => undo(done)}>
            {t('assignments.undo')}
          </Button>
        </>
      )}
    </div>
  );
  return { run, isPending: act.isPending, isDone: done !== null, told };
};
