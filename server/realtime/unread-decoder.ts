import { Decoder, type Packet, PacketType } from 'socket.io-parser';
import { LARGE_CHARS, UnreadBatch } from '../ingest/unread-batch.ts';

/** An event of a handheld and the number of its answer, if it wants one. */
const FIXES = /^2\/handheld,(\d{0,15})(?=\["fixes",)/;

/** Reads messages as socket.io does, but leaves a large batch of fixes unread, so that reading it can wait for its turn. */
export class UnreadDecoder extends Decoder {
  override add(message: unknown): void {
    const packet = typeof message === 'string' ? unread(message) : null;
    if (packet) this.emitReserved('decoded', packet);
    else super.add(message);
  }
}

function unread(message: string): Packet | null {
  if (message.length <= LARGE_CHARS) return null;
  const [head, id] = FIXES.exec(message) ?? [];
  if (head === undefined) return null;
  const batch = new UnreadBatch(message.slice(head.length));
  return {
    ...{ type: PacketType.EVENT, nsp: '/handheld', data: ['fixes', batch] },
    ...(id ? { id: Number(id) } : {}),
  };
}
