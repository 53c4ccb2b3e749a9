import type { Datum } from '../contract/areas/geo.ts';
import type { IncidentOutcome } from '../contract/people/provision.ts';
import { knownCategories } from '../db/people/provision.ts';
import type { Db } from '../db/store/open.ts';
import { admitIncidents } from '../domain/entrance/incident-admission.ts';
import {
  type ChangedIncident,
  type IncidentSource,
  takeIncidents,
} from '../services/incidents/store-incidents.ts';

export interface IncidentReportOptions {
  db: Db;
  now: () => number;
  /** Told of what changed, once it is stored. */
  onChanged: (changed: readonly ChangedIncident[]) => void;
}

/** Takes reports of incidents in, whatever entrance they came by; one outcome each, in their order, given after the commit. */
export async function reportIncidents(
  { db, now, onChanged }: IncidentReportOptions,
  items: readonly unknown[],
  { datum, ...source }: IncidentSource & { datum: Datum },
): Promise<IncidentOutcome[]> {
  const named = items.flatMap((item) => {
    const category = (item as { category?: unknown } | null)?.category;
    return typeof category === 'string' ? [category] : [];
  });
  const { admitted, outcomes, withdrawals } = admitIncidents(items, {
    datum,
    nowMs: now(),
    categories: await knownCategories(db, named),
  });
  const taken = await takeIncidents(db, { incidents: admitted, withdrawals }, source);
  if (taken.changed.length > 0) onChanged(taken.changed);
  return items.map((item, k) => outcomes[k] ?? taken.outcomes.get((item as { id: string }).id)!);
}
