import { useQuery } from '@tanstack/react-query';
import type { LngLat } from '../../../server/contract/areas/geo.ts';
import { incidentQuery } from '../../api/incidents.ts';
import { officersQuery } from '../../api/people.ts';
import { warningQuery } from '../../api/warnings.ts';
import type { Outlines } from '../../layers/base-map/base-style.ts';
import { type Bounds, geometryBounds } from '../../layers/bounds.ts';
import { useFleet, useSeenOfficer } from '../fleet/fleet-store.ts';
import type { Selection } from '../map/view.ts';

/** From how near a thing of a kind is looked at. */
const ZOOM = { officer: 15, incident: 16, warning: 14 } as const;

/** Where something is on the map: a place with a zoom, or a box. */
export type Whereabouts = { place: LngLat; zoom: number } | { bounds: Bounds };

/** The box round an area of any level that has ground. */
const boxOf = (areaId: number | null | undefined, outlines: Outlines | null): Bounds | null => {
  for (const collection of Object.values(outlines ?? {})) {
    const area = collection.features.find(({ properties }) => properties.id === areaId);
    if (area) return geometryBounds([area.geometry]);
  }
  return null;
};

/** Where what is selected is; null while that is not known: an officer nobody saw lately is looked for in the grid. */
export function useWhereabouts(
  selection: Selection | null,
  outlines: Outlines | null,
): Whereabouts | null {
  const { kind, id } = selection ?? { kind: null, id: 0 };
  const seen = useSeenOfficer(kind === 'officer' ? Number(id) : null);
  const isThere = useFleet((f) => f.isThere);
  const { data: officers } = useQuery({ ...officersQuery, enabled: kind === 'officer' });
  const incident = useQuery({ ...incidentQuery(String(id)), enabled: kind === 'incident' }).data;
  const warning = useQuery({ ...warningQuery(Number(id)), enabled: kind === 'warning' }).data;
  const places: Record<string, LngLat | null | undefined> = {
    officer: seen,
    incident: incident?.current?.position,
    warning: warning?.warning.centre,
  };
  if (kind === null) return null;
  const place = places[kind];
  if (place) return { place, zoom: ZOOM[kind as keyof typeof ZOOM] };
  const gridId = isThere ? officers?.find((officer) => officer.id === id)?.gridId : null;
  const bounds = boxOf(kind === 'officer' ? gridId : Number(id), outlines);
  return (kind === 'officer' || kind === 'grid' || kind === 'place') && bounds ? { bounds } : null;
}
