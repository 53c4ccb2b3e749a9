import { setTimeout as pause } from 'node:timers/promises';
import type { ErrorReply } from '../../../../server/contract/error.ts';
import type { WireFix } from '../../../../server/contract/fixes/fix.ts';
import type { HandheldClient, HandheldOptions } from '../handheld-client.ts';

/** The connection of a phone or terminal that speaks another protocol. */
export interface ForeignWire {
  /** Fixes a message holds. */
  perMessage: number;
  /** Sends a message; resolves to null when it is acknowledged, to what the server said where it never will be. Rejects where it may later. */
  send(fixes: readonly WireFix[]): Promise<ErrorReply | null>;
  close(): void;
}

const NO_PATROLS: ErrorReply = {
  error: 'invalid',
  message: 'This wire tells positions only; patrols are recognised from them.',
};

/**
 * A handheld over another protocol: keeps what is not acknowledged, in order, and sends it again until it is. Such wires give no receipt of a
 * fix: what is acknowledged counts as stored, as the app that deletes it takes it.
 */
export function openForeign(
  wire: ForeignWire,
  { handheldCode, onReceipts, onError, retryMs = 1000 }: Omit<HandheldOptions, 'url' | 'secret'>,
): HandheldClient {
  const queue: WireFix[] = [];
  let pumping: Promise<void> | null = null;
  let closed = false;
  let refused: ErrorReply | null = null;

  async function pump(): Promise<void> {
    while (queue.length > 0 && !closed && !refused) {
      const message = queue.slice(0, wire.perMessage);
      const began = performance.now();
      try {
        refused = await wire.send(message);
      } catch {
        await pause(retryMs);
        continue;
      }
      if (refused) return onError?.(refused);
      queue.splice(0, message.length);
      onReceipts?.(
        message.map(({ seq }) => ({ seq, outcome: 'stored' as const })),
        performance.now() - began,
      );
    }
  }
  const start = () => {
    pumping ??= pump().finally(() => {
      pumping = null;
    });
    return pumping;
  };

  return {
    startPatrol: async () => NO_PATROLS,
    endPatrol: async () => NO_PATROLS,
    reportIncident: async () => NO_PATROLS,
    send(_session, fixes) {
      queue.push(...fixes);
      void start();
    },
    async flush() {
      await start();
      if (refused) throw new Error(`${handheldCode}: ${refused.detail ?? refused.message}`);
    },
    waiting: () => queue.length,
    close() {
      closed = true;
      wire.close();
    },
  };
}
