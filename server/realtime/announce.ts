import type { Server } from 'socket.io';
import type { Announce } from '../context.ts';
import { insertAlert } from '../db/alerts/alerts.ts';
import { audienceOf } from '../db/alerts/audience.ts';
import { incidentsOfIds } from '../db/incidents/incidents.ts';
import { findPatrol } from '../db/patrols/list-patrols.ts';
import type { Db } from '../db/store/open.ts';
import type { Publisher } from './publisher.ts';
import { pushGiven } from './told/cases.ts';
import type { Push } from './told/push.ts';
import { tellText } from './told/texts.ts';
import { tellHandhelds } from './told/warnings.ts';

export interface AnnounceOptions {
  db: Db;
  now: () => number;
  io: Server;
  publisher: Publisher;
  push: Push;
  /** What could not be told, and why: whoever asks later still sees it. */
  failed: (what: string) => (error: unknown) => void;
}

/** Tells consoles what changed, and handhelds of warnings and texts. */
export function createAnnounce(options: AnnounceOptions): Announce {
  const { db, now, io, publisher, push, failed } = options;
  const inOrder = createOrder();
  const announce: Announce = {
    patrol: (officerId, patrolId) =>
      inOrder(`patrol ${officerId}/${patrolId}`, () =>
        findPatrol(db, { officerId, patrolId })
          .then((patrol) => patrol && publisher.patrol(patrol))
          .catch(failed('patrol not announced')),
      ),
    verdict(officerId, patrolId, outcome) {
      announce.patrol(officerId, patrolId);
      if (outcome !== 'suspicious') return;
      const alert = { officerId, kind: outcome, at: now(), patrolId, position: null, text: null };
      insertAlert(db, alert).then(announce.alert).catch(failed('alert not stored'));
    },
    alert(alert) {
      if (publisher.readers() === 0) return;
      inOrder(`alert ${alert.id}`, () =>
        audienceOf(db, alert, now())
          .then((areaIds) => publisher.alert(alert, areaIds))
          .catch(failed('alert not announced')),
      );
    },
    warning(warning) {
      publisher.warning(warning);
      tellHandhelds(io, { db, now, push }, warning).catch(
        failed('handhelds not told of a warning'),
      );
    },
    async text(handheldId, text) {
      const isTaken = await tellText(io, { db, now }, handheldId, text);
      if (!isTaken) push.tell(handheldId, { text }).catch(failed('phones not pushed a text'));
      return isTaken;
    },
    cases: (cases) => cases.forEach(publisher.case),
    given: (given) =>
      void pushGiven({ db, now, push }, given).catch(failed('phones not pushed a case')),
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
  return announce;
}

/** Does what is of one key one after the other, so that no slow read puts an older state over a newer one. The work never rejects. */
function createOrder() {
  const last = new Map<string, Promise<unknown>>();
  return (key: string, work: () => Promise<unknown>): void => {
    const done = (last.get(key) ?? Promise.resolve()).then(work).finally(() => {
      if (last.get(key) === done) last.delete(key);
    });
    last.set(key, done);
  };
}
