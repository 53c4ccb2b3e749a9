import { IconLayer } from '@deck.gl/layers';
import type { Incident } from '../../server/contract/incidents/incident.ts';
import type { Palette } from '../theme/tokens.ts';
import { rgba } from './colour.ts';
import { ICON_MAPPING, iconAtlas } from './icon-atlas.ts';

/** Diameter by severity, px. */
const SIZE: Record<Incident['severity'], number> = {
  minor: 11,
  moderate: 14,
  serious: 18,
  severe: 23,
};

export const incidentLayer = (incidents: readonly Incident[], palette: Palette) =>
  new IconLayer<Incident>({
    id: 'incidents',
    data: incidents,
    pickable: true,
    iconAtlas: iconAtlas() as unknown as string,
    iconMapping: ICON_MAPPING,
    getIcon: () => 'diamond',
    getPosition: ({ position }) => [position.lng, position.lat],
    getSize: ({ severity }) => SIZE[severity],
    getColor: ({ severity }) => rgba(palette.incident, severity === 'minor' ? 0.6 : 0.95),
    updateTriggers: { getColor: palette },
  });
