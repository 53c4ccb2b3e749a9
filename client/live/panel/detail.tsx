import { IncidentCard } from '../incidents/incident-card.tsx';
import { type Selection, useView } from '../map/view.ts';
import { GridCard } from '../officers/grid-card.tsx';
import { OfficerCard } from '../officers/officer-card.tsx';

/** The card of what is selected; nothing when nothing is. */
export const Detail = ({ show }: { show: (target: Selection) => void }) => {
  const selection = useView((v) => v.selection);
  if (!selection) return null;
  const { id } = selection;
  switch (selection.kind) {
    case 'officer':
      return <OfficerCard key={id} officerId={selection.id} show={show} />;
    case 'grid':
      return <GridCard key={id} gridId={selection.id} show={show} />;
    case 'incident':
      return <IncidentCard key={id} id={selection.id} show={show} />;
  }
};
