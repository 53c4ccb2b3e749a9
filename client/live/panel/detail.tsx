import { type Selection, useView } from '../map/view.ts';
import { GridCard } from '../officers/grid-card.tsx';
import { OfficerCard } from '../officers/officer-card.tsx';

/** The card of what is selected; nothing when nothing is. */
export const Detail = ({ show }: { show: (target: Selection) => void }) => {
  const selection = useView((v) => v.selection);
  if (!selection) return null;
  return selection.kind === 'officer' ? (
    <OfficerCard key={selection.id} officerId={selection.id} show={show} />
  ) : (
    <GridCard key={selection.id} gridId={selection.id} show={show} />
  );
};
