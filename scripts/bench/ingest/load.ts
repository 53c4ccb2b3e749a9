import type { WireFix } from '../../../server/contract/fixes/fix.ts';
import { type Foreign, openWire } from '../../simulator/wire/foreign/bind.ts';
import { openForeign } from '../../simulator/wire/foreign/client.ts';
import {
  type HandheldClient,
  type Opener,
  openHandheld,
} from '../../simulator/wire/handheld-client.ts';
import { type Quantiles, quantiles } from '../support/quantiles.ts';

/** What the load process is told, once, over IPC. */
export interface LoadPlan {
  url: string;
  handhelds: { code: string; secret: string }[];
  fixesEach: number;
  batchMin: number;
  batchMax: number;
  /** Batches are sent packed. */
  packed: boolean;
  /** Where handhelds that speak another protocol send to, by code; see `openWire`. */
  foreign?: { protocol: Foreign; jt808Port: number; addresses: Record<string, string> } | undefined;
  /** Every so many batches one is sent a second time. */
  resendEvery: number;
  /** How long ago the walks began and time from fix to fix, s. */
  agoS: number;
  stepS: number;
  /** Handhelds come back all at once when it begins; else each has sent a fix of another session before. */
  atOnce: boolean;
}

/** What it tells when every fix has its receipt. */
export interface LoadResult {
  seconds: number;
  sent: number;
  outcomes: Record<string, number>;
  /** How often a batch was turned away, by code of the error; and how often with a time to wait. */
  turnedAway: Record<string, number>;
  askedToWait: number;
  /** Time from sending a batch to its receipts, ms. */
  ackMs: Quantiles;
  /** Processor time of this process, s. */
  cpuS: number;
}

if (process.send) process.once('message', (plan: LoadPlan) => void run(plan));

/** Handhelds opened side by side before anything is measured. */
const OPEN_AT_ONCE = 200;
/** Each has sent one fix of so long before. */
const BEFORE_MS = 60_000;

/** Sends the same plan from real socket handhelds, each with one batch under way, and reports when all is answered. */
async function run(plan: LoadPlan): Promise<void> {
  let outcomes: Record<string, number> = {};
  let ackMs: number[] = [];
  const turnedAway: Record<string, number> = {};
  let askedToWait = 0;
  const session = Date.now() - plan.agoS * 1000;
  const openAt = (k: number) =>
    openerOf(plan)({
      url: plan.url,
      handheldCode: plan.handhelds[k]!.code,
      secret: plan.handhelds[k]!.secret,
      packed: plan.packed,
      onReceipts: (receipts, tookMs) => {
        ackMs.push(tookMs);
        for (const { outcome } of receipts) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      },
      onError: ({ error, retryAfterS }) => {
        turnedAway[error] = (turnedAway[error] ?? 0) + 1;
        if (retryAfterS) askedToWait++;
      },
    });
  const batches = plan.handhelds.map((_, k) => [...batchesOf(plan, session, k)]);
  const clients: HandheldClient[] = [];
  const places = Array.from(plan.handhelds.keys());
  const before = session - BEFORE_MS;
  for (let k = 0; k < places.length && !plan.atOnce; k += OPEN_AT_ONCE)
    await Promise.all(
      places.slice(k, k + OPEN_AT_ONCE).map((k) => {
        clients[k] = openAt(k);
        return sendAll(clients[k], before, [[fixAt(plan, before, k, 0)]]);
      }),
    );
  [outcomes, ackMs] = [{}, []];
  await once('begin', () => process.send!({ prepared: true }));

  const cpu = process.cpuUsage();
  const began = performance.now();
  await Promise.all(
    places.map((k) => {
      clients[k] ??= openAt(k);
      return sendAll(clients[k], session, batches[k]!);
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  for (const client of clients) client.close();
  const result: LoadResult = {
    seconds,
    sent: batches.flat(2).length,
    ...{ outcomes, turnedAway, askedToWait, ackMs: quantiles(ackMs) },
    cpuS: (user + system) / 1e6,
  };
  process.send!({ result }, () => process.exit(0));
}

function openerOf({ url, foreign }: LoadPlan): Opener {
  if (!foreign) return openHandheld;
  return (options) => {
    const to = foreign.addresses[options.handheldCode]!;
    const address = foreign.protocol === 'jt808' ? to : `${url}${to}`;
    return openForeign(openWire(address, { url, ...foreign }), options);
  };
}

async function sendAll(client: HandheldClient, session: number, batches: WireFix[][]) {
  for (const batch of batches) {
    client.send(session, batch);
    await client.flush();
  }
}

/** One officer's walk round a block, a fix a second, cut into batches of changing size. */
function* batchesOf(plan: LoadPlan, session: number, handheld: number): Generator<WireFix[]> {
  const range = plan.batchMax - plan.batchMin + 1;
  let seq = 0;
  for (let batch = 0; seq < plan.fixesEach; batch++) {
    const size = Math.min(
      plan.batchMin + ((batch * 31 + handheld * 17) % range),
      plan.fixesEach - seq,
    );
    const fixes = Array.from({ length: size }, (_, k) => fixAt(plan, session, handheld, seq + k));
    seq += size;
    yield fixes;
    if (batch % plan.resendEvery === plan.resendEvery - 1) yield fixes;
  }
}

function fixAt({ stepS }: LoadPlan, session: number, handheld: number, seq: number): WireFix {
  const turn = (seq / 600 + handheld / 7) * 2 * Math.PI;
  return {
    seq,
    t: session + seq * stepS * 1000,
    lng: round(121.372 + 0.0015 * Math.cos(turn) + (seq % 7) * 1e-6),
    lat: round(28.582 + 0.0015 * Math.sin(turn) + (seq % 11) * 1e-6),
    accuracyM: 5 + (seq % 9),
    speedMps: 1.2,
    headingDeg: Math.round((turn * 180) / Math.PI) % 360,
    batteryPct: 90 - Math.floor(seq / 500),
  };
}

const round = (degrees: number) => Math.round(degrees * 1e7) / 1e7;

function once(word: string, ask: () => void): Promise<void> {
  return new Promise((resolve) => {
    process.on('message', (message) => message === word && resolve());
    ask();
  });
}
