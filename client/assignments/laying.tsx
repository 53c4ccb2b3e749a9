import { Button } from 'antd';
import { useState } from 'react';
import { cutTo, type Spell } from '../../server/contract/people/lay-over.ts';
import { Ask } from '../focus/ask.tsx';
import { useFocusKept } from '../focus/use-focus-kept.ts';
import { useWords } from '../i18n/use-words.ts';
import { useAct } from '../settings/use-act.ts';
import { type Change, layGrid, layHandheld, type Owner } from './api.ts';
import styles from './assignments.module.css';

/** What shows who has what, and is looked at again. */
const SHOWING = [
  'assignments',
  'handheld-states',
  'handhelds',
  'officers',
  'officer-record',
  'setup',
];

const layOf = ({ kind }: Owner) => (kind === 'handheld' ? layHandheld : layGrid);

export interface Laying {
  /** Lays a change over a history; `then` once it is done. */
  lay: (owner: Owner, change: Change, history: readonly Spell[], then?: () => void) => void;
  isPending: boolean;
  /** Says what was done, with a way to undo it. */
  told: React.ReactNode;
}

interface Done {
  owner: Owner;
  /** Lays again what was there before. */
  back: Change;
  was: readonly Spell[];
}

/** Changes who has what, and takes the last change back where that is asked. */
export const useLaying = (): Laying => {
  const { t } = useWords();
  const act = useAct(SHOWING);
  const [done, setDone] = useState<Done | null>(null);
  const box = useFocusKept<HTMLDivElement>(done === null ? '' : JSON.stringify(done.back));
  const lay: Laying['lay'] = (owner, change, history, then) =>
    act.mutate(async () => {
      const given = await layOf(owner)(owner.code, change, cutTo(history, change));
      setDone({ owner, back: { ...change, given }, was: change.given });
      then?.();
    });
  const undo = ({ back, owner, was }: Done) =>
    act.mutate(async () => {
      await layOf(owner)(owner.code, back, was);
      setDone(null);
    });
  const told = (
    <div role="status" tabIndex={-1} ref={box} className={styles.told}>
      {done && (
        <>
          <span>{t('assignments.done', { what: done.owner.name ?? done.owner.code })}</span>
          <Button size="small" loading={act.isPending} onClick={() => undo(done)}>
            {t('assignments.undo')}
          </Button>
        </>
      )}
    </div>
  );
  return { lay, isPending: act.isPending, told };
};

interface EndProps {
  /** What runs is ended, what is planned taken off. */
  how: 'end' | 'takeOff';
  /** What is asked. */
  ask: string;
  onConfirm: () => void;
}

/** Ends an assignment, after a question. */
export const End = ({ ask, how, onConfirm }: EndProps) => {
  const { t } = useWords();
  return (
    <Ask
      title={ask}
      onConfirm={onConfirm}
      okText={t(`assignments.${how}`)}
      cancelText={t('settings.cancel')}
    >
      <Button size="small" danger>
        {t(`assignments.${how}`)}
      </Button>
    </Ask>
  );
};
