import type { Db } from '../../server/db/store/open.ts';
import type { TcpProxy } from '../test-machine/tcp-proxy.ts';

/** Where faults are played: handhelds reach a server at `url`, it reaches its database over a wire that can be cut. */
export interface Field {
  url: string;
  /** The database, past that wire. */
  db: Db;
  wire: TcpProxy;
  /** SIGKILL, and started again at the same address; where the field lets it. */
  killServer?: () => Promise<void>;
  killDatabase?: () => Promise<void>;
}

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
