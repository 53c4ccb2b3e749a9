import { readFileSync } from 'node:fs';
import type { Server } from 'node:net';
import { MINUTE_MS } from '../contract/units.ts';

/** Whether an address is of this machine itself, such as that of a proxy in front. */
export const isOwnAddress = (address: string): boolean => OWN.has(address);
const OWN = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** Files left for the store, pages, logs and what goes out. */
const FILES_KEPT = 256;

/** How many connections this process may have open at once: as many files as the system lets it open (Linux), less those it needs itself. */
export function connectionsMax(): number {
  const files = Number(/^Max open files +(\d+)/m.exec(limits())?.[1] ?? Infinity);
  return Math.max(files - FILES_KEPT, Math.ceil(files / 2));
}

/** Of this process, as Linux tells them: a report of Node would ask for the names of all it is connected to, and wait for them. */
function limits(): string {
  try {
    return readFileSync('/proc/self/limits', 'utf8');
  } catch {
    return '';
  }
}

type Why = 'files' | 'address';

export interface ConnectionBounds {
  /** Open at once, of all servers together. */
  most: number;
  /** Of one address, but of the machine itself; 0: no limit. */
  perAddress: number;
  /** Hears of each that was closed; the first of a minute, by why, is `isNews`. */
  onRefused: (why: Why, isNews: boolean) => void;
}

/**
 * Closes connections beyond so many open ones, of all servers it is given. Without it a process that may open no more files closes them unsaid,
 * and reaches neither store nor disk. `byAddress`: false behind a proxy, where all come from one.
 */
export function boundConnections({ most, onRefused, perAddress }: ConnectionBounds) {
  const open = new Map<string, number>();
  const toldAt: Record<Why, number> = { files: -MINUTE_MS, address: -MINUTE_MS };
  let all = 0;
  return (server: Server, { byAddress = true } = {}): void => {
    const isCounted = (address: string) => byAddress && perAddress > 0 && !isOwnAddress(address);
    server.prependListener('connection', (socket) => {
      const address = socket.remoteAddress ?? '';
      const counted = isCounted(address);
      const count = open.get(address) ?? 0;
      const why = all >= most ? 'files' : counted && count >= perAddress ? 'address' : null;
      if (why) {
        socket.destroy();
        const isNews = performance.now() - toldAt[why] >= MINUTE_MS;
        if (isNews) toldAt[why] = performance.now();
        return onRefused(why, isNews);
      }
      all++;
      if (counted) open.set(address, count + 1);
      socket.once('close', () => {
        all--;
        if (!counted) return;
        const left = open.get(address)! - 1;
        if (left > 0) open.set(address, left);
        else open.delete(address);
      });
    });
  };
}
