import type { Case } from '../contract/cases/case.ts';
import type { Alert } from '../contract/console/console.ts';
import type { Warning } from '../contract/warnings/warning.ts';
import { audienceOf } from '../db/alerts/audience.ts';
import { incidentsOfIds } from '../db/incidents/incidents.ts';
import { findPatrol } from '../db/patrols/list-patrols.ts';
import type { Db } from '../db/store/open.ts';
import type { ChangedIncident } from '../services/incidents/store-incidents.ts';
import { createOrder } from './order.ts';
import type { Publisher } from './publisher.ts';

/** Tells the consoles of this node what changed. */
export interface TellConsoles {
  patrol: (officerId: number, patrolId: number) => void;
  alert: (alert: Alert) => void;
  warning: (warning: Warning) => void;
  case: (one: Case) => void;
  incidents: (changed: readonly ChangedIncident[]) => void;
}

export function createTellConsoles(options: {
  db: Db;
  now: () => number;
  publisher: Publisher;
  /** What could not be told, and why: whoever asks later still sees it. */
  failed: (what: string) => (error: unknown) => void;
}): TellConsoles {
  const { db, now, publisher, failed } = options;
  const inOrder = createOrder();
  return {
    patrol(officerId, patrolId) {
      if (publisher.readers() === 0) return;
      inOrder(`patrol ${officerId}/${patrolId}`, () =>
        findPatrol(db, { officerId, patrolId })
          .then((patrol) => patrol && publisher.patrol(patrol))
          .catch(failed('patrol not announced')),
      );
    },
    alert(alert) {
      if (publisher.readers() === 0) return;
      inOrder(`alert ${alert.id}`, () =>
        audienceOf(db, alert, now())
          .then((areaIds) => publisher.alert(alert, areaIds))
          .catch(failed('alert not announced')),
      );
    },
    warning: publisher.warning,
    case: publisher.case,
    incidents(changed) {
      if (publisher.readers() === 0) return;
      const ids = changed.map(({ id }) => id);
      inOrder('incidents', () =>
        incidentsOfIds(db, ids)
          .then((found) => {
            const byId = new Map(found.map((incident) => [incident.id, incident]));
            for (const change of changed) publisher.incident(change, byId.get(change.id) ?? null);
          })
          .catch(failed('incidents not announced')),
      );
    },
  };
}
