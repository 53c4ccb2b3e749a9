import type { ScanReply } from '../../../server/contract/checkpoints/scan.ts';
import { waitAsked } from '../../../server/contract/error.ts';
import { BATCH_MAX } from '../../../server/contract/fixes/fix.ts';
import type { FixesReply, PatrolReply, SosReply } from '../../../server/contract/fixes/handheld.ts';
import * as routes from '../../../server/contract/routes/field/own.ts';
import * as cases from '../../../server/contract/routes/field/own-cases.ts';
import { asRequestError, type RequestError } from '../../api/request.ts';
import type { Identity } from '../phone/identity.ts';
import { isFinal, type Link } from './link.ts';
import type { Queue, Work } from './queue.ts';
import { createSigner, type Signer } from './signer.ts';

/** Waits between tries after failures in a row, ms; the last one from then on. */
const BACKOFF_MS = [1_000, 2_000, 5_000, 10_000, 30_000];
/** Positions gather so long between batches, ms; a call for help and what happened do not wait for them. */
const GATHER_MS = 3_000;
/** Without anything to do it looks again so often, ms: another tab may have added something. */
const REST_MS = 15_000;

/**
 * Sends a user's queue: one thing at a time, each kept until it is answered for good. `onState` hears what stands in the way. Returns what
 * ends it.
 */
export function startSending(
  { queue, link, identity }: { queue: Queue; link: Link; identity: Identity },
  onState: (failure: RequestError | null) => void,
): () => void {
  const signer = createSigner({ queue, link, identity });
  let isEnded = false;
  let failures = 0;
  let isGathering = false;
  /** An event failed last: positions go out before it is tried again. */
  let positionsFirst = false;
  /** What was sent and not answered, but for calls for help. */
  let underWay: Promise<void> | null = null;
  /** A call came: it does not wait for what is under way. */
  let interrupt = () => {};
  let wake = () => {};
  const rest = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function sendNext(): Promise<void> {
    const work = await queue.next({ positionsFirst });
    if (!work) return rest(REST_MS);
    positionsFirst = work.kind === 'event';
    if (work.kind === 'call') await deliver({ queue, link, signer }, work);
    else {
      underWay ??= deliver({ queue, link, signer }, work).finally(() => {
        underWay = null;
      });
      underWay.catch(() => {});
      const called = new Promise<'called'>((resolve) => {
        interrupt = () => resolve('called');
      });
      if ((await Promise.race([underWay, called])) === 'called') return;
    }
    positionsFirst = false;
    failures = 0;
    onState(null);
    if (work.kind === 'fixes' && work.fixes.length < BATCH_MAX) {
      isGathering = true;
      await rest(GATHER_MS);
      isGathering = false;
    }
  }

  void (async () => {
    while (!isEnded)
      try {
        await sendNext();
      } catch (error) {
        const failure = asRequestError(error);
        onState(failure);
        const ownMs = BACKOFF_MS[Math.min(failures, BACKOFF_MS.length - 1)]!;
        await rest(waitAsked(failure, ownMs, Math.random()));
        failures += 1;
      }
  })();

  // Something new goes out at once, unless the server is out of reach: a call for help tries all the same.
  queue.onChange(async () => {
    if (failures === 0 && !isGathering) wake();
    const kind = await queue.urgent();
    if (kind === 'call') interrupt();
    if (kind === 'call' || (kind === 'event' && failures === 0)) wake();
  });
  const online = () => {
    failures = 0;
    wake();
  };
  link.socket.on('connect', online);
  window.addEventListener('online', online);
  return () => {
    isEnded = true;
    wake();
  };
}

/** Throws where it was not answered for good. */
async function deliver(
  { queue, link, signer }: { queue: Queue; link: Link; signer: Signer },
  work: Work,
): Promise<void> {
  if (work.kind === 'fixes') {
    const batch = await signer.sign(work.session, work.fixes);
    const sentAt = Date.now();
    const { receipts, resend } = await link.send<FixesReply>('fixes', { ...batch, sentAt });
    await queue.settleFixes(batch.session, batch.fixes, receipts);
    if (resend) await queue.sendAgain(resend);
    return;
  }
  const sentAt = Date.now();
  if (work.kind === 'call') {
    const { alertId } = await link.send<SosReply>('sos', { ...work.call.sos, sentAt });
    await queue.settleCall(work.call, alertId);
    return;
  }
  const why = await deliverEvent({ queue, link }, work.event, sentAt).catch((error: unknown) => {
    if (isFinal(error)) return error.code;
    throw error;
  });
  await queue.settleEvent(work.id, why);
}

/** Null, or the code of why it was refused for good. */
async function deliverEvent(
  { queue, link }: { queue: Queue; link: Link },
  event: Extract<Work, { kind: 'event' }>['event'],
  sentAt: number,
): Promise<string | null> {
  switch (event.kind) {
    case 'start':
      await link.send<PatrolReply>('patrol:start', { t: event.t, sentAt });
      return null;
    case 'end':
      await link.send<PatrolReply>('patrol:end', {
        t: event.t,
        startedAt: event.startedAt,
        sentAt,
      });
      return null;
    case 'scan': {
      const answer = await link.send<ScanReply>('checkpoint', { ...event.scan, sentAt });
      await queue.answerScan(event.scan, answer);
      return answer.reason ?? null;
    }
    case 'incident': {
      const { outcome, reason = 'invalid' } = await link.call(routes.reportFound, {
        body: { ...event.incident, sentAt },
      });
      return outcome === 'refused' ? reason : null;
    }
    case 'case': {
      const { idle } = await link.call(cases.takeOwnCaseStep, {
        params: { id: event.caseId },
        body: { ...event.step, sentAt },
      });
      return idle && 'wrong-state';
    }
    case 'case-photo':
      await link.call(cases.addOwnCasePhoto, {
        params: { id: event.caseId, photo: event.photoId },
        query: { step: event.step },
        body: event.image,
      });
      return null;
    case 'photo':
      await link.call(routes.addPhoto, {
        params: { id: event.incidentId, photo: event.photoId },
        body: event.image,
      });
      return null;
  }
}
