/** What a handheld of another protocol can be told, where its wire has a way back. */
export interface Commands {
  /** A text to the officer. */
  text(text: string): void;
  /** How often to report, seconds. */
  interval(seconds: number): void;
}

/** Waiting answers a handheld is kept at most; the oldest give way. */
const WAITING_MAX = 20;

/** The ways back to handhelds: over a connection that is open, or in the answer to their next message. */
export function createCommands() {
  const open = new Map<number, Commands>();
  const waiting = new Map<number, object[]>();
  const wait = (handheldId: number, message: object) =>
    waiting.set(handheldId, [...(waiting.get(handheldId) ?? []), message].slice(-WAITING_MAX));
  return {
    /** A handheld's connection is open; returns how to say that it is not any more. */
    opened(handheldId: number, commands: Commands): () => void {
      open.set(handheldId, commands);
      return () => {
        if (open.get(handheldId) === commands) open.delete(handheldId);
      };
    },
    /** Whether it went out at once; else it waits for the next message of the handheld, as OwnTracks reads it. */
    text(handheldId: number, text: string): 'sent' | 'waiting' {
      const way = open.get(handheldId);
      if (way) {
        way.text(text);
        return 'sent';
      }
      wait(handheldId, {
        _type: 'cmd',
        action: 'action',
        content: text,
      });
      return 'waiting';
    },
    interval(handheldId: number, seconds: number): 'sent' | 'waiting' {
      const way = open.get(handheldId);
      if (way) {
        way.interval(seconds);
        return 'sent';
      }
      wait(handheldId, {
        _type: 'cmd',
        action: 'setConfiguration',
        configuration: { _type: 'configuration', moveModeLocatorInterval: seconds },
      });
      return 'waiting';
    },
    /** What waits for a handheld; it is taken out. */
    take(handheldId: number): object[] {
      const messages = waiting.get(handheldId) ?? [];
      waiting.delete(handheldId);
      return messages;
    },
  };
}

export type CommandDesk = ReturnType<typeof createCommands>;
