import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { DAY_MS } from '../../server/contract/units.ts';
import type { Random } from '../simulator/random.ts';
import type { TcpProxy } from '../test-machine/tcp-proxy.ts';
import type { Field, Size } from './field.ts';
import {
  clockSetBack,
  oneAfterTheOther,
  oneBadOfEach,
  overBadNetwork,
  type Sender,
  twoConnections,
  usual,
} from './senders.ts';

/** The fault under way. */
export interface Strike {
  field: Field;
  size: Size;
  random: Random;
  /** Resolves once such a share of all fixes has its receipt. */
  reached: (share: number) => Promise<void>;
  /** Resolves once all have. */
  over: Promise<unknown>;
}

export interface Fault {
  name: string;
  send: Sender;
  strike?: (strike: Strike) => Promise<void>;
  /** It is played where there is what it takes. */
  needs?: 'killServer' | 'killDatabase' | 'redis' | 'startPacking' | 'disk';
  /** Of the usual number of fixes. */
  share?: number;
  /** How long ago the walk began, where it is not a few hours. */
  walkedAgoMs?: number;
}

const killing =
  (what: 'killServer' | 'killDatabase') =>
  async ({ field, size, random, reached }: Strike) => {
    const points = Array.from({ length: size.kills }, () => random.uniform(0.02, 0.95));
    for (const point of points.sort((a, b) => a - b)) {
      await reached(point);
      await field[what]!();
    }
  };

/** Something is away for a while, and comes back. */
const away =
  (wiresOf: (field: Field) => readonly TcpProxy[], how: 'cut' | 'freeze') =>
  async ({ field, size, reached }: Strike) => {
    await reached(0.3);
    for (const wire of wiresOf(field)) wire[how]();
    await pause(size.awayMs);
    for (const wire of wiresOf(field)) wire.restore();
  };

/** A packer is killed before it is done with what there is. */
const PACKS_MAX_MS = 300;

/** Every fault, in the order in which they are told. */
export const FAULTS: Fault[] = [
  { name: 'none', send: usual },
  { name: 'server killed', send: usual, strike: killing('killServer'), needs: 'killServer' },
  { name: 'database killed', send: usual, strike: killing('killDatabase'), needs: 'killDatabase' },
  { name: 'database away', send: usual, strike: away(({ wire }) => [wire], 'cut') },
  { name: 'Redis away', send: usual, strike: away(({ redis }) => redis!, 'cut'), needs: 'redis' },
  {
    name: 'one server apart from Redis',
    send: usual,
    strike: away(({ redis }) => redis!.slice(0, 1), 'freeze'),
    needs: 'redis',
  },
  {
    name: 'slow commits',
    send: usual,
    share: 0.1,
    async strike({ field, over, size }) {
      field.wire.slow(size.slowMs);
      await over;
      field.wire.restore();
    },
  },
  { name: 'bad network', send: overBadNetwork },
  { name: 'two connections of one handheld', send: twoConnections },
  { name: 'clock set back', send: clockSetBack },
  { name: 'a bad fix in each batch of 500', send: oneBadOfEach },
  {
    name: 'silent connections',
    send: usual,
    async strike({ field, over, size }) {
      const { hostname, port } = new URL(field.url);
      const silent: Socket[] = Array.from({ length: size.silent }, (_, k) => {
        const socket = connect({ host: hostname, port: Number(port) });
        socket.on('error', () => {});
        // Every other begins to say something.
        if (k % 2)
          socket.write('GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\n');
        return socket;
      });
      await over;
      for (const socket of silent) socket.destroy();
    },
  },
  {
    name: 'packing killed',
    send: oneAfterTheOther,
    walkedAgoMs: 60 * DAY_MS,
    share: 0.2,
    needs: 'startPacking',
    async strike({ field, over, random, size }) {
      let isOver = false;
      const end = () => {
        isOver = true;
      };
      over.then(end, end);
      for (let kills = 0; kills < size.kills || !isOver; kills++) {
        const packing = await field.startPacking!();
        await pause(random.uniform(0, PACKS_MAX_MS));
        await packing.kill();
      }
    },
  },
  {
    name: 'disk full',
    send: usual,
    needs: 'disk',
    async strike({ field, reached, size }) {
      await reached(0.3);
      await field.disk!.fill();
      await pause(size.awayMs);
      await field.disk!.free();
    },
  },
];
