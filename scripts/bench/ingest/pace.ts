import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { type HandheldClient, openHandheld } from '../../simulator/wire/handheld-client.ts';
import { TOWNS } from '../heat/world.ts';
import { type Quantiles, quantiles } from '../support/quantiles.ts';

/** What the process of live handhelds is told, once, over IPC; then `go`, `count` and `end`, each once or more. */
export interface PacePlan {
  url: string;
  handhelds: { code: string; secret: string }[];
  /** Each sends one fix in so long, all in turn, ms. */
  everyMs: number;
}

/** Since it was last counted. */
export interface PaceCounted {
  stored: number;
  /** From the moment of a fix, at which it is given to the handheld's queue, to its receipt, ms. */
  receiptMs: Quantiles;
  turnedAway: number;
  /** Processor time of this process, cores. */
  cores: number;
  /** How late its own event loop was, which is in `receiptMs` too. */
  loopMs: { p99: number; max: number };
}

const TICK_MS = 20;
const LOOP_MS = 10;
const OPEN_AT_ONCE = 200;

if (process.send) process.once('message', (plan: PacePlan) => void prepare(plan));

async function prepare({ url, handhelds, everyMs }: PacePlan): Promise<void> {
  const session = Date.now();
  let [stored, turnedAway] = [0, 0];
  let receiptMs: number[] = [];
  const clients: HandheldClient[] = [];
  const sentAt: Map<number, number>[] = handhelds.map(() => new Map());
  const seqs = handhelds.map(() => 0);
  const open = (k: number) =>
    openHandheld({
      ...{ url, handheldCode: handhelds[k]!.code, secret: handhelds[k]!.secret },
      onReceipts(receipts) {
        const now = performance.now();
        for (const { outcome, seq } of receipts) {
          if (outcome === 'refused') throw new Error('a live fix was refused');
          stored += outcome === 'stored' ? 1 : 0;
          receiptMs.push(now - sentAt[k]!.get(seq!)!);
          sentAt[k]!.delete(seq!);
        }
      },
      onError: () => {
        turnedAway++;
      },
    });
  /** A step round a block of a neighbourhood of its own. */
  const step = (k: number) => {
    const seq = seqs[k]!++;
    const { west, south, east, north } = TOWNS[k % TOWNS.length]!;
    const share = (n: number) => 0.1 + 0.8 * (((k + 1) * n) % 1);
    const turn = (seq / 120 + k / 7) * 2 * Math.PI;
    sentAt[k]!.set(seq, performance.now());
    clients[k]!.send(session, [
      {
        ...{ seq, t: Date.now(), accuracyM: 6 },
        lng: west + (east - west) * share(0.618034) + 0.0012 * Math.cos(turn),
        lat: south + (north - south) * share(0.754878) + 0.0012 * Math.sin(turn),
      },
    ]);
  };
  for (let from = 0; from < handhelds.length; from += OPEN_AT_ONCE) {
    const to = Math.min(handhelds.length, from + OPEN_AT_ONCE);
    for (let k = from; k < to; k++) {
      clients[k] = open(k);
      step(k);
    }
    await Promise.all(clients.slice(from, to).map((client) => client.flush()));
  }

  let going = false;
  let cpu = process.cpuUsage();
  let counted = performance.now();
  const loop = monitorEventLoopDelay({ resolution: LOOP_MS });
  loop.enable();
  const lateMs = (ns: number) => Math.max(0, Math.round(ns / 1e6) - LOOP_MS);
  const count = (): PaceCounted => {
    const { user, system } = process.cpuUsage(cpu);
    const cores = Math.round((user + system) / (performance.now() - counted) / 10) / 100;
    const loopMs = { p99: lateMs(loop.percentile(99)), max: lateMs(loop.max) };
    loop.reset();
    const result = { stored, turnedAway, receiptMs: quantiles(receiptMs), cores, loopMs };
    [stored, turnedAway, receiptMs] = [0, 0, []];
    [cpu, counted] = [process.cpuUsage(), performance.now()];
    return result;
  };
  async function go(): Promise<void> {
    going = true;
    const began = performance.now();
    for (let done = 0; going; ) {
      const due = Math.floor(((performance.now() - began) / everyMs) * clients.length);
      for (; done < due; done++) step(done % clients.length);
      await sleep(TICK_MS);
    }
    await Promise.all(clients.map((client) => client.flush()));
    for (const client of clients) client.close();
    process.send!({ ended: count(), all: seqs.reduce((sum, seq) => sum + seq, 0) });
  }
  const orders: Record<string, () => void> = {
    go: () => void go(),
    count: () => process.send!({ counted: count() }),
    end: () => {
      going = false;
    },
  };
  process.on('message', (order: string) => orders[order]?.());
  process.send!({ prepared: true });
}
