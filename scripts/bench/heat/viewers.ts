import { io, type Socket } from 'socket.io-client';
import type { ConsoleToServer, ServerToConsole } from '../../../server/contract/console/console.ts';
import {
  decodeHeat,
  type HeatFrame,
  type HeatView,
} from '../../../server/contract/console/heat.ts';

/** What the viewers' process is told, once, over IPC; then `look`, `count` and `tell` as often as wanted. */
export interface ViewersPlan {
  url: string;
  viewers: { cookie: string; views: HeatView[] }[];
}

/** What one viewer holds: cells as hex, in step with their values as of the epoch. */
export interface Held {
  view: HeatView;
  resolution: number;
  epochMs: number;
  halfLifeMs: number;
  cells: string[];
  values: number[];
}

/** Every viewer looks elsewhere this often, each in its turn. */
const MOVE_EVERY_MS = 15_000;

if (process.send) process.once('message', (plan: ViewersPlan) => void open(plan));

function open({ url, viewers }: ViewersPlan): void {
  let bytes = 0;
  let frames = 0;
  const all = viewers.map(({ cookie, views }) => {
    const socket: Socket<ServerToConsole, ConsoleToServer> = io(`${url}/console`, {
      transports: ['websocket'],
      forceNew: true,
      extraHeaders: { cookie },
    });
    let last: HeatFrame | null = null;
    const values = new Map<bigint, number>();
    let at = 0;
    socket.on('frame', (_, ack) => ack());
    // A console reads where officers are beside the heat.
    socket.on('connect', () => socket.emit('fleet:view', { held: null, lng: 0, lat: 0 }, () => {}));
    socket.on('fleet', (_, ack) => ack());
    socket.on('heat', (sent, ack) => {
      for (const one of sent as unknown as Buffer[]) {
        bytes += one.byteLength;
        frames++;
        last = decodeHeat(one);
        if (last.snapshot) values.clear();
        for (const [i, cell] of last.cells.entries())
          if (last.values[i]) values.set(cell, last.values[i]!);
          else values.delete(cell);
      }
      ack();
    });
    return {
      look: () => {
        at = (at + 1) % views.length;
        socket.emit('heat:view', views[at]!, () => {});
      },
      held: (): Held | null =>
        last && {
          view: views[at]!,
          resolution: last.resolution,
          epochMs: last.epochMs,
          halfLifeMs: last.halfLifeMs,
          cells: [...values.keys()].map((cell) => cell.toString(16)),
          values: [...values.values()],
        },
    };
  });
  let timers: NodeJS.Timeout[] = [];
  const orders: Record<string, () => void> = {
    look: () => {
      for (const [k, { look }] of all.entries()) {
        look();
        const move = () => timers.push(setInterval(look, MOVE_EVERY_MS));
        timers.push(setTimeout(move, (MOVE_EVERY_MS * k) / all.length));
      }
    },
    rest: () => {
      for (const timer of timers) clearInterval(timer);
      timers = [];
    },
    count: () => process.send!({ counted: { bytes, frames } }),
    tell: () => process.send!({ held: all.map(({ held }) => held()) }),
  };
  process.on('message', (order: string) => orders[order]?.());
  process.send!({ prepared: true });
}
