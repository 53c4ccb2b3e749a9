import type { Protocol } from '../../contract/handhelds/binding.ts';
import { findNamed, type Named } from '../../db/handhelds/bindings.ts';
import type { Db } from '../../db/store/open.ts';
import type { MessageLog } from './message-log.ts';

export interface UnprovenOptions {
  db: Db;
  now: () => number;
  log: MessageLog;
  /** Counts messages by protocol and outcome. */
  count: (protocol: Protocol, outcome: string, by: number) => void;
  onError: (error: unknown) => void;
}

/**
 * Messages of which nothing was taken before they were read: counted for their entrance, and told beside the handheld that they name, if they
 * name one, so that an administrator sees why it is silent. To name a handheld proves nothing, and changes nothing else.
 */
export function createUnproven({ db, now, log, count, onError }: UnprovenOptions) {
  return async (
    protocol: Protocol,
    { named, outcome, detail }: { named: Named; outcome: string; detail: string },
  ): Promise<void> => {
    count(protocol, outcome, 1);
    try {
      const handheldId = await findNamed(db, protocol, named);
      if (handheldId === undefined) return;
      const nothing = { stored: 0, duplicate: 0, refused: 0 };
      log.note({
        ...{ handheldId, protocol, heardMs: now(), defect: detail },
        ...{ ...nothing, messages: 1, left: 1 },
      });
    } catch (error) {
      onError(error);
    }
  };
}
