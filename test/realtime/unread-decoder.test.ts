import { Encoder, type Packet, PacketType } from 'socket.io-parser';
import { describe, expect, it } from 'vitest';
import { packFixBatch } from '../../server/contract/fixes/packed/fix-batch.ts';
import { unpackBatch } from '../../server/ingest/unpack-batch.ts';
import { FEW_FIXES, rowsAbout, UnreadBatch } from '../../server/ingest/unread-batch.ts';
import { UnreadDecoder } from '../../server/realtime/unread-decoder.ts';
import { walk } from '../support/made/walk.ts';
import { NOW } from '../support/made/world.ts';

const batchOf = (count: number) => ({
  session: NOW,
  sentAt: NOW,
  fixes: walk({ count, from: NOW }),
});

function decoded(...messages: unknown[]): Packet {
  const decoder = new UnreadDecoder();
  let packet: Packet | undefined;
  decoder.on('decoded', (read) => {
    packet = read;
  });
  for (const message of messages) decoder.add(message);
  return packet!;
}

const sent = (data: unknown[], more: Partial<Packet> = {}) =>
  new Encoder().encode({ type: PacketType.EVENT, nsp: '/handheld', data, ...more });

describe('messages of handhelds', () => {
  it('are left unread where they hold many fixes, and say the same when they are read', () => {
    for (const id of [undefined, 0, 77]) {
      const { data, ...rest } = decoded(
        ...sent(['fixes', batchOf(500)], id === undefined ? {} : { id }),
      );
      expect(rest).toEqual({ type: 2, nsp: '/handheld', ...(id === undefined ? {} : { id }) });
      expect(data[0]).toBe('fixes');
      expect(data[1]).toBeInstanceOf(UnreadBatch);
      expect(unpackBatch(data[1])).toEqual(batchOf(500));
    }
  });

  it('are read at once where they are small, of consoles, or of other events', () => {
    const many = batchOf(500);
    for (const [data, nsp] of [
      [['fixes', batchOf(20)], '/handheld'],
      [['fixes', many], '/console'],
      [['patrol:start', many], '/handheld'],
    ] as const)
      expect(decoded(...sent([...data], { nsp, id: 1 }))).toEqual({
        ...{ type: 2, nsp, id: 1 },
        data,
      });
  });

  it('cost only themselves where a large batch is no JSON', () => {
    const [text] = sent(['fixes', batchOf(500)], { id: 3 }) as [string];
    const { data } = decoded(text.slice(0, -9));
    expect(() => unpackBatch(data[1])).toThrow(expect.objectContaining({ code: 'not-json' }));
  });

  it('tell by their size alone whether they hold more than a handheld in touch sends', () => {
    const sizes = (batch: ReturnType<typeof batchOf>) => [
      rowsAbout(batch),
      rowsAbout(packFixBatch(batch)),
    ];
    for (const rows of sizes(batchOf(500))) expect(rows).toBeGreaterThan(FEW_FIXES);
    for (const rows of sizes(batchOf(12))) expect(rows).toBeLessThanOrEqual(FEW_FIXES);
    expect([null, undefined, 7, 'x', {}, { fixes: 7 }].map(rowsAbout)).toEqual([0, 0, 0, 0, 0, 0]);
  });
});
