import { WarningCard } from '../alerts/warning-card.tsx';
import { IncidentCard } from '../incidents/incident-card.tsx';
import { type Selection, useView } from '../map/view.ts';
import { GridCard } from '../officers/grid-card.tsx';
import { OfficerCard } from '../officers/officer-card.tsx';
import { PlaceCard } from '../officers/place-card.tsx';
import { AreaCard } from './area-card.tsx';

/** The card of what is selected, else of the place that is meant. */
export const Detail = ({ show }: { show: (target: Selection) => void }) => {
  const selection = useView((v) => v.selection);
  const pin = useView((v) => v.pin);
  if (!selection) return pin && <PlaceCard place={pin} show={show} />;
  const { id } = selection;
  switch (selection.kind) {
    case 'officer':
      return <OfficerCard key={id} officerId={selection.id} show={show} />;
    case 'grid':
      return <GridCard key={id} gridId={selection.id} show={show} />;
    case 'place':
      return <AreaCard key={id} areaId={selection.id} />;
    case 'warning':
      return <WarningCard key={id} id={selection.id} />;
    case 'incident':
      return <IncidentCard key={id} id={selection.id} show={show} />;
  }
};
