import { cutTo, type Spell } from '../../server/contract/people/lay-over.ts';
import { type Change, layGrid, layHandheld, type Owner } from './api.ts';
import { type Undoable, useUndoable } from './use-undoable.tsx';

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

export interface Laying extends Pick<Undoable, 'isPending' | 'told'> {
  /** Lays a change over a history; `then` once it is done. */
  lay: (owner: Owner, change: Change, history: readonly Spell[], then?: () => void) => void;
}

/** Changes who has what, and takes the last change back where that is asked. */
export const useLaying = (): Laying => {
  const { isPending, run, told } = useUndoable(SHOWING);
  const lay: Laying['lay'] = (owner, change, history, then) =>
    run(
      owner.name ?? owner.code,
      async () => {
        const put = layOf(owner);
        const given = await put(owner.code, change, cutTo(history, change));
        return () => put(owner.code, { ...change, given }, change.given);
      },
      then,
    );
  return { lay, isPending, told };
};
