import type { Datum } from '../contract/areas/geo.ts';
import type { IncidentCategory } from '../contract/incidents/incident.ts';
import type { IncidentOutcome } from '../contract/people/provision.ts';
import { findCategories } from '../db/incidents/categories.ts';
import { incidentsOfIds } from '../db/incidents/incidents.ts';
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
  const categories = await findCategories(db, named);
  const { admitted, outcomes, withdrawals } = admitIncidents(items, {
    datum,
    nowMs: now(),
    categories,
    standing: await standingOf(db, items, categories),
  });
  const taken = await takeIncidents(db, { incidents: admitted, withdrawals }, source);
  if (taken.changed.length > 0) onChanged(taken.changed);
  return items.map((item, k) => outcomes[k] ?? taken.outcomes.get((item as { id: string }).id)!);
}

/** Categories, by id, of the incidents on record that are sent in a retired category. */
async function standingOf(
  db: Db,
  items: readonly unknown[],
  categories: ReadonlyMap<string, IncidentCategory>,
): Promise<Map<string, string>> {
  const ids = items.flatMap((item) => {
    const { category, id } = (item ?? {}) as { category?: string; id?: unknown };
    return typeof id === 'string' && categories.get(category ?? '')?.retiredAt ? [id] : [];
  });
  const standing = ids.length > 0 ? await incidentsOfIds(db, ids) : [];
  return new Map(standing.map(({ id, category }) => [id, category]));
}
