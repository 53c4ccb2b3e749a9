import type { Server } from 'socket.io';
import type { Announce } from '../context.ts';
import { insertAlert } from '../db/alerts/alerts.ts';
import type { Db } from '../db/store/open.ts';
import type { Share } from './committed/event.ts';
import type { TellConsoles } from './tell-consoles.ts';
import { pushGiven } from './told/cases.ts';
import type { Push } from './told/push.ts';
import { tellText } from './told/texts.ts';
import { tellHandhelds } from './told/warnings.ts';

export interface AnnounceOptions {
  db: Db;
  now: () => number;
  io: Server;
  consoles: TellConsoles;
  /** Tells the other nodes, which tell their consoles. */
  share: Share;
  push: Push;
  /** What could not be told, and why: whoever asks later still sees it. */
  failed: (what: string) => (error: unknown) => void;
}

/** Tells consoles what changed, those of other nodes too, and handhelds, wherever they are connected, of warnings and texts. */
export function createAnnounce(options: AnnounceOptions): Announce {
  const { db, now, io, consoles, share, push, failed } = options;
  const announce: Announce = {
    patrol(officerId, patrolId) {
      consoles.patrol(officerId, patrolId);
      share({ kind: 'patrol', officerId, patrolId });
    },
    verdict(officerId, patrolId, outcome) {
      announce.patrol(officerId, patrolId);
      if (outcome !== 'suspicious') return;
      const alert = { officerId, kind: outcome, at: now(), patrolId, position: null, text: null };
      insertAlert(db, alert).then(announce.alert).catch(failed('alert not stored'));
    },
    alert(alert) {
      consoles.alert(alert);
      share({ kind: 'alert', alert });
    },
    warning(warning) {
      consoles.warning(warning);
      share({ kind: 'warning', warning });
      tellHandhelds(io, { db, now, push }, warning).catch(
        failed('handhelds not told of a warning'),
      );
    },
    async text(handheldId, text) {
      const isTaken = await tellText(io, { db, now }, handheldId, text);
      if (!isTaken) push.tell(handheldId, { text }).catch(failed('phones not pushed a text'));
      return isTaken;
    },
    cases(cases) {
      for (const one of cases) {
        consoles.case(one);
        share({ kind: 'case', case: one });
      }
    },
    given: (given) =>
      void pushGiven({ db, now, push }, given).catch(failed('phones not pushed a case')),
    incidents(changed) {
      consoles.incidents(changed);
      share({ kind: 'incidents', changed });
    },
  };
  return announce;
}
