import { io, type Socket } from 'socket.io-client';
import { type ErrorReply, waitAsked } from '../../../server/contract/error.ts';
import { BATCH_MAX, type FixReceipt, type WireFix } from '../../../server/contract/fixes/fix.ts';
import type {
  FixesReply,
  HandheldIncident,
  HandheldToServer,
  IncidentReply,
  PatrolReply,
  ServerToHandheld,
} from '../../../server/contract/fixes/handheld.ts';
import { packFixBatch } from '../../../server/contract/fixes/packed/fix-batch.ts';
import type { BatchProof } from '../../../server/contract/fixes/proof.ts';
import type { Signer } from './signer.ts';

/** A handheld at the server: keeps what has no receipt, in order, and sends it again until it has one. */
export interface HandheldClient {
  /** Queues the start of a patrol at device time `t`; resolves to its id, or to the error it was refused with. */
  startPatrol(t: number): Promise<PatrolReply | ErrorReply>;
  /** Queues fixes of a session; returns at once. */
  send(session: number, fixes: readonly WireFix[]): void;
  /** Queues the end of the open patrol, after the fixes queued before. */
  endPatrol(t: number): Promise<PatrolReply | ErrorReply>;
  /** Queues what the officer found; resolves to what became of it. */
  reportIncident(incident: HandheldIncident): Promise<IncidentReply | ErrorReply>;
  /** Resolves when everything queued so far has its reply; rejects when the server will never take it. */
  flush(): Promise<void>;
  /** Fixes without a receipt. */
  waiting(): number;
  /** Disconnects. What has no receipt is lost with the process: flush first. */
  close(): void;
}

export interface HandheldOptions {
  url: string;
  handheldCode: string;
  secret: string;
  /** Called with every batch's receipts and how long they took. */
  onReceipts?: (receipts: readonly FixReceipt[], tookMs: number) => void;
  /** Called when the server refuses a batch or the handheld as a whole. */
  onError?: (error: ErrorReply) => void;
  /** Device time told as time of sending; default: the clock of this machine. */
  sentAt?: () => number;
  /** Signs what it sends, once the server took its key; where it knows another, `onError` is told and nothing is signed. */
  signer?: Signer | undefined;
  batchMax?: number;
  /** Keeps what it has receipts for, and sends it again where a store that came back from a backup asks for it. */
  keepsSent?: boolean;
  /** The officer reads a message so long after it came; untold: never looks. */
  readsAfterMs?: number | undefined;
  /** Batches are sent packed. */
  packed?: boolean;
  /** After this long without a reply a batch counts as lost and is sent again. */
  ackTimeoutMs?: number;
  retryMs?: number;
}

/** Opens the client of a handheld. */
export type Opener = (options: HandheldOptions) => HandheldClient;

/** Errors that may pass: the same again later. Everything else will be refused again. */
const PASSING: ReadonlySet<string> = new Set(['unavailable', 'internal', 'too-many-requests']);

type Patrol = {
  kind: 'patrol:start' | 'patrol:end';
  t: number;
  done: (reply: PatrolReply | ErrorReply) => void;
};
type Report = {
  kind: 'incident:report';
  incident: HandheldIncident;
  done: (reply: IncidentReply | ErrorReply) => void;
};
/** `signed`: what was sent signed and has no answer yet. */
type Fixes = {
  kind: 'fixes';
  session: number;
  fixes: WireFix[];
  signed?: { count: number; proof: BatchProof } | undefined;
};

/** Opens a handheld over a websocket of its own; connects, and connects again, by itself. */
export function openHandheld(options: HandheldOptions): HandheldClient {
  const {
    url,
    handheldCode,
    secret,
    onReceipts,
    onError,
    sentAt = Date.now,
    signer,
    packed,
    keepsSent = false,
    readsAfterMs,
  } = options;
  const { batchMax = BATCH_MAX, ackTimeoutMs = 15_000, retryMs = 1000 } = options;
  const socket: Socket<ServerToHandheld, HandheldToServer> = io(`${url}/handheld`, {
    auth: { handheldId: handheldCode, secret },
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelayMax: 5000,
    // A batch is small; squeezing it costs both ends more than it saves.
    perMessageDeflate: false as never,
  });
  const queue: (Patrol | Report | Fixes)[] = [];
  const flushing: { resolve: () => void; reject: (error: Error) => void }[] = [];
  let busy = false;
  let closed = false;
  let refused: ErrorReply | null = null;
  let keyTaken: boolean | null = null;
  let timer: NodeJS.Timeout | undefined;
  const sent: { session: number; fixes: WireFix[]; atMs: number }[] = [];
  let resent: number | null = null;
  /** Until then nothing is sent: the server asked for it. */
  let restUntil = 0;

  const settle = () => {
    if (refused) {
      for (const item of queue) if (item.kind !== 'fixes') item.done(refused);
      const error = new Error(`${handheldCode}: ${refused.error}: ${refused.message}`);
      for (const { reject } of flushing.splice(0)) reject(error);
    } else if (queue.length === 0) for (const { resolve } of flushing.splice(0)) resolve();
  };
  const later = () => {
    clearTimeout(timer);
    const waitMs = Math.max(retryMs, restUntil - performance.now());
    if (!closed) timer = setTimeout(() => (socket.connected ? pump() : socket.connect()), waitMs);
  };

  async function pump(): Promise<void> {
    if (busy) return;
    if (performance.now() < restUntil) return later();
    busy = true;
    while (queue.length > 0 && socket.connected && !closed) {
      const head = queue[0]!;
      const outcome = await sendHead(head).catch(() => 'lost' as const);
      if (outcome === 'lost') {
        later();
        break;
      }
      if (head.kind !== 'fixes' || head.fixes.length === 0) queue.shift();
    }
    busy = false;
    settle();
  }

  const sendHead = (head: Patrol | Report | Fixes) => {
    if (head.kind === 'fixes') return sendFixes(head);
    return head.kind === 'incident:report' ? sendReport(head) : sendPatrol(head);
  };

  async function sendReport({ done, incident, kind }: Report): Promise<'answered' | 'lost'> {
    const reply: IncidentReply | ErrorReply = await socket
      .timeout(ackTimeoutMs)
      .emitWithAck(kind, incident);
    if ('error' in reply) return refuse(reply, () => done(reply));
    done(reply);
    return 'answered';
  }

  const own = (method: 'POST' | 'PUT', path: string, body: object) =>
    fetch(`${url}/api/v1/own/${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        authorization: `Basic ${Buffer.from(`${handheldCode}:${secret}`).toString('base64')}`,
      },
      body: JSON.stringify(body),
    });

  /** Rejects where there is no answer. */
  async function isKeyTaken({ key }: Signer): Promise<boolean> {
    if (keyTaken !== null) return keyTaken;
    const reply = await own('PUT', 'key', { key });
    if (reply.status >= 500) throw new Error(`key not taken: ${reply.status}`);
    if (!reply.ok) onError?.((await reply.json()) as ErrorReply);
    keyTaken = reply.ok;
    return keyTaken;
  }

  async function sendFixes(head: Fixes): Promise<'answered' | 'lost'> {
    const { session } = head;
    const batch = head.fixes.slice(0, head.signed?.count ?? batchMax);
    if (signer && (await isKeyTaken(signer)))
      head.signed ??= { count: batch.length, proof: signer.sign({ session, fixes: batch }) };
    const message = {
      ...{ session, sentAt: sentAt(), fixes: batch },
      ...(head.signed && { proof: head.signed.proof }),
    };
    const began = performance.now();
    const reply: FixesReply | ErrorReply = await socket
      .timeout(ackTimeoutMs)
      .emitWithAck('fixes', packed ? packFixBatch(message) : message);
    if ('error' in reply)
      return refuse(reply, () => {
        head.fixes.splice(0, batch.length);
        head.signed = undefined;
      });
    head.signed = undefined;
    // Receipts come in the order sent; what has none stays at the head of the queue.
    const unanswered = batch.slice(reply.receipts.length);
    head.fixes.splice(0, batch.length, ...unanswered);
    if (keepsSent)
      sent.push({ session, fixes: batch.slice(0, reply.receipts.length), atMs: performance.now() });
    onReceipts?.(reply.receipts, performance.now() - began);
    return unanswered.length < batch.length ? 'answered' : 'lost';
  }

  async function sendPatrol({ kind, t, done }: Patrol): Promise<'answered' | 'lost'> {
    const reply: PatrolReply | ErrorReply = await socket
      .timeout(ackTimeoutMs)
      .emitWithAck(kind, { t });
    if ('error' in reply) return refuse(reply, () => done(reply));
    done(reply);
    return 'answered';
  }

  function refuse(error: ErrorReply, drop: () => void): 'answered' | 'lost' {
    onError?.(error);
    if (PASSING.has(error.error)) {
      restUntil = performance.now() + waitAsked(error, 0, Math.random());
      return 'lost';
    }
    drop();
    return 'answered';
  }

  socket.on('connect', () => void pump());
  socket.on('resend', ({ agoMs, restoredAt }, ack) => {
    const again = sent.filter(({ atMs }) => performance.now() - atMs < agoMs);
    if (keepsSent && resent !== restoredAt)
      for (const { fixes, session } of again) client.send(session, fixes);
    resent = restoredAt;
    ack();
  });
  if (readsAfterMs !== undefined)
    socket.on('text', ({ id }, ack) => {
      ack();
      const read = () => own('POST', `texts/${id}`, { state: 'read' }).catch(() => undefined);
      setTimeout(read, readsAfterMs).unref();
    });
  socket.on('connect_error', (error: Error & { data?: ErrorReply }) => {
    // While `active`, socket.io tries again by itself; a refused handshake is for us to judge.
    if (socket.active) return;
    if (error.data) onError?.(error.data);
    if (error.data && !PASSING.has(error.data.error)) {
      refused = error.data;
      settle();
    } else later();
  });
  // A server that goes down says goodbye, and socket.io takes that for an answer.
  socket.on('disconnect', (reason) => {
    if (reason === 'io server disconnect') later();
  });

  const patrol = (kind: Patrol['kind'], t: number) =>
    new Promise<PatrolReply | ErrorReply>((done) => {
      queue.push({ kind, t, done });
      if (refused) settle();
      else void pump();
    });
  const client: HandheldClient = {
    startPatrol: (t) => patrol('patrol:start', t),
    endPatrol: (t) => patrol('patrol:end', t),
    send(session, fixes) {
      const last = queue.at(-1);
      if (last?.kind === 'fixes' && last.session === session)
        for (const fix of fixes) last.fixes.push(fix);
      else queue.push({ kind: 'fixes', session, fixes: [...fixes] });
      void pump();
    },
    reportIncident: (incident) =>
      new Promise((done) => {
        queue.push({ kind: 'incident:report', incident, done });
        if (refused) settle();
        else void pump();
      }),
    flush: () =>
      new Promise((resolve, reject) => {
        flushing.push({ resolve, reject });
        if (!busy) settle();
      }),
    waiting: () =>
      queue.reduce((sum, item) => sum + (item.kind === 'fixes' ? item.fixes.length : 0), 0),
    close() {
      closed = true;
      clearTimeout(timer);
      socket.disconnect();
      refused ??= { error: 'unavailable', message: 'The handheld was closed.' };
      settle();
    },
  };
  return client;
}
