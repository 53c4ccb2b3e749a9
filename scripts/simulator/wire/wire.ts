import { fromWgs84 } from '../../../server/contract/areas/datum.ts';
import type { Datum } from '../../../server/contract/areas/geo.ts';
import type { WireFix } from '../../../server/contract/fixes/fix.ts';
import type { IncidentInput } from '../../../server/contract/people/provision.ts';
import type { Fix } from '../../../server/domain/entrance/fix.ts';
import type { SimIncident } from '../reports/incidents.ts';
import { roundDegrees } from '../world/plane.ts';

/** A fix as its handheld sends it: coordinates in the handheld's own datum, nothing told that is not known. */
export function toWire(fix: Fix, datum: Datum): WireFix {
  const { lng, lat } = fromWgs84(fix, datum);
  return {
    seq: fix.seq,
    t: fix.t,
    lng: roundDegrees(lng),
    lat: roundDegrees(lat),
    accuracyM: fix.accuracyM ?? undefined,
    speedMps: fix.speedMps ?? undefined,
    headingDeg: fix.headingDeg ?? undefined,
    batteryPct: fix.batteryPct ?? undefined,
    mock: fix.mock || undefined,
    gap: fix.gap ?? undefined,
  };
}

/** An incident as an interface of the server takes it, without the truth behind it. */
export const toIncidentInput = (incident: SimIncident): IncidentInput => ({
  id: incident.id,
  category: incident.category,
  severity: incident.severity,
  foundBy: incident.foundBy,
  position: incident.position,
  from: new Date(incident.fromMs).toISOString(),
  to: new Date(incident.toMs).toISOString(),
});
