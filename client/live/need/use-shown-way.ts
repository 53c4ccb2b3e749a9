import { useQuery } from '@tanstack/react-query';
import type { LngLat } from '../../../server/contract/areas/geo.ts';
import { suggestedQuery } from '../../api/patrols.ts';
import { useView } from '../map/view.ts';
import { seesAll } from './sees-all.ts';

/** The way suggested for the grid whose card is open; null where none is asked for or none is better than another. */
export const useShownWay = (): readonly LngLat[] | null => {
  const { suggestion, selection } = useView();
  const isShown =
    suggestion !== null && selection?.kind === 'grid' && selection.id === suggestion.gridId;
  const { data } = useQuery({
    ...suggestedQuery(suggestion?.gridId ?? 0, suggestion?.minutes ?? 0),
    enabled: isShown,
  });
  return isShown && data && data.path.length > 1 && !seesAll(data) ? data.path : null;
};
