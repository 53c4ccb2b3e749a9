import type { Namespace, Server } from 'socket.io';
import type { ServerToHandheld } from '../../contract/fixes/handheld.ts';

/** All connections of a handheld. */
export const roomOf = (handheldId: number): string => `handheld ${handheldId}`;

/** Tells a handheld where it is connected; whether one of its connections acknowledged it in this time. Never throws. */
export async function toHandheld<Event extends 'warning' | 'text' | 'resend'>(
  io: Server,
  handheldId: number,
  [event, payload]: [Event, Parameters<ServerToHandheld[Event]>[0]],
  timeoutMs: number,
): Promise<boolean> {
  const handhelds = io.of('/handheld') as unknown as Namespace;
  try {
    const acks: unknown[] = await handhelds
      .to(roomOf(handheldId))
      .timeout(timeoutMs)
      .emitWithAck(event, payload);
    return acks.length > 0;
  } catch (error) {
    // Not all answered in time; of several nodes one may be gone.
    const { responses } = error as { responses?: unknown[] };
    return (responses?.length ?? 0) > 0;
  }
}
