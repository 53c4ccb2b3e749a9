import { type Heard, recordHeard } from '../../db/handhelds/messages.ts';
import type { Db } from '../../db/store/open.ts';

/** Remembers what is heard and puts it on record, all that came meanwhile in one statement; a log that fails costs no position. */
export function createMessageLog({ db, onError }: { db: Db; onError: (error: unknown) => void }) {
  let waiting = new Map<string, Heard>();
  let writing: Promise<void> | null = null;

  async function write(): Promise<void> {
    while (waiting.size) {
      const batch = [...waiting.values()];
      waiting = new Map();
      await recordHeard(db, batch).catch(onError);
    }
  }

  return {
    note(heard: Heard): void {
      const key = `${heard.handheldId}/${heard.protocol}`;
      const known = waiting.get(key);
      waiting.set(key, known ? added(known, heard) : heard);
      writing ??= write().finally(() => {
        writing = null;
      });
    },
    /** Resolves when all that was noted is on record. */
    settled: async (): Promise<void> => {
      while (writing) await writing;
    },
  };
}

const added = (a: Heard, b: Heard): Heard => ({
  ...b,
  heardMs: Math.max(a.heardMs, b.heardMs),
  defect: b.defect ?? a.defect,
  messages: a.messages + b.messages,
  stored: a.stored + b.stored,
  duplicate: a.duplicate + b.duplicate,
  refused: a.refused + b.refused,
  left: a.left + b.left,
});

export type MessageLog = ReturnType<typeof createMessageLog>;
