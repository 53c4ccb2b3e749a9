import type { Db } from '../../server/db/store/open.ts';
import type { TcpProxy } from '../test-machine/tcp-proxy.ts';

/** Where faults are played: handhelds reach a server at `url`, or several in turn, which reach their database over a wire that can be cut. */
export interface Field {
  url: string;
  /** The database, past that wire. */
  db: Db;
  wire: TcpProxy;
  /** Of several servers the wire of each to Redis. */
  redis?: readonly TcpProxy[];
  /** The clock of the servers, where it is not this machine's. */
  now?: () => number;
  /** Where alerts are compared: each of these handhelds is on patrol since then, and what becomes of their alerts. */
  beginPatrols?: (codes: readonly string[], startMs: number) => Promise<void>;
  compareAlerts?: (codes: readonly string[]) => Promise<{ alerts: number; alertsOff: number }>;
  /** SIGKILL of a server, of several one after the other, and started again at the same address; where the field lets it. */
  killServer?: () => Promise<void>;
  killDatabase?: () => Promise<void>;
  /** Somebody packs fixes of long ago without rest, until killed. */
  startPacking?: () => Promise<{ kill: () => Promise<void> }>;
  /** Takes the room that is left on the disk of the database, and gives it back: the database is there again afterwards. */
  disk?: { fill: () => Promise<void>; free: () => Promise<void> };
}

export const nowOf = ({ now = Date.now }: Field): number => now();

export interface HandheldOfField {
  code: string;
  secret: string;
}

/** How large a fault is played: the short form is part of the tests. */
export interface Size {
  handhelds: number;
  fixesEach: number;
  /** Kills, of the server or the database. */
  kills: number;
  awayMs: number;
  silent: number;
  /** How long the database takes to say anything, ms. */
  slowMs: number;
}

export const SIZES = {
  full: {
    handhelds: 12,
    fixesEach: 5_000,
    kills: 20,
    awayMs: 60_000,
    silent: 1_000,
    slowMs: 1_000,
  },
  short: { handhelds: 3, fixesEach: 300, kills: 1, awayMs: 500, silent: 100, slowMs: 20 },
} satisfies Record<string, Size>;
