import { useState } from 'react';
import { cutTo, type Spell } from '../../server/contract/people/lay-over.ts';
import { useAct } from '../settings/use-act.ts';
import { type Change, layGrid, layHandheld, type Owner } from './api.ts';
import { Told } from './ending.tsx';

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
  const act = useAct(SHOWING);
  const [done, setDone] = useState<Done | null>(null);
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
    <Told
      what={done && (done.owner.name ?? done.owner.code)}
      change={done && JSON.stringify(done.back)}
      isBusy={act.isPending}
      undo={() => done && undo(done)}
    />
  );
  return { lay, isPending: act.isPending, told };
};
