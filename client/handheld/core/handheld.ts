import type { ErrorReply } from '../../../server/contract/error.ts';
import * as routes from '../../../server/contract/routes/field/own.ts';
import { MINUTE_MS } from '../../../server/contract/units.ts';
import { RequestError } from '../../api/request.ts';
import { type Identity, identities, keepIdentities } from '../phone/identity.ts';
import { type Link, openLink } from '../queue/link.ts';
import { openQueue, type Queue } from '../queue/queue.ts';
import type { Known } from '../queue/records.ts';
import { startSending } from '../queue/sender.ts';
import { stepOn } from '../walk/step.ts';
import { startWatching } from '../walk/watch.ts';
import { followCalls } from './follow-calls.ts';
import { lead } from './lead.ts';
import { standingFailure } from './standing-failure.ts';
import { type Handheld, useHandheld } from './state.ts';
import { keepText, readText, takeTexts, tellRead } from './texts.ts';
import { keepWarning, seeWarning, takeWarnings } from './warnings.ts';

const REFRESH_MS = 5 * MINUTE_MS;
/** Sockets that are blocked are tried every few seconds; HTTP is looked at so often, ms. */
const LOOK_MS = MINUTE_MS;
/** A socket that is not there by then may be blocked, ms; a proxy may let it wait for long. */
const SOCKET_MS = 2_000;
/** Changes within one picture of the screen are shown at once, ms. */
const FRAME_MS = 16;
const SHOWN = [
  'patrol',
  'scans',
  'gap',
  'stored',
  'refused',
  'duty',
  'suggested',
  'categories',
  'recentCategories',
  'warnings',
  'warningsSeen',
  'cases',
  'caseNews',
  'texts',
  'clockAheadMs',
] as const satisfies readonly (keyof Known)[];

/** The handheld of whoever uses the phone now: reads what is stored, and as the first window of it locates and sends. */
export async function openHandheld(identity: Identity): Promise<Handheld> {
  const set = useHandheld.setState;
  const users = await identities().catch(() => [identity]);
  const queue = openQueue(identity.code, () => keepIdentities(users, identity.code));
  await show(queue);
  // Listened to before it can say anything: nothing below waits until then.
  const link = openLink(identity);
  let isShowing = false;
  queue.onChange(() => {
    if (isShowing) return;
    isShowing = true;
    // Changes that come at once are read once.
    setTimeout(async () => {
      isShowing = false;
      await show(queue);
    }, FRAME_MS);
  });
  link.socket.on('connect', () => {
    set({ reached: 'socket' });
    void refresh({ queue, link });
  });
  let lookedAt = 0;
  /** Without a socket, whether HTTP gets through. */
  const look = async () => {
    if (link.socket.connected || Date.now() - lookedAt < LOOK_MS) return;
    lookedAt = Date.now();
    const answers = navigator.onLine && (await link.call(routes.getTime).catch(() => null));
    if (!link.socket.connected) set({ reached: answers ? 'http' : null });
  };
  link.socket.on('disconnect', () => {
    set({ reached: null });
    lookedAt = 0;
    void look();
  });
  const fail = (failure: RequestError | null) =>
    set(({ failure: before }) => ({ failure: standingFailure(before, failure) }));
  link.socket.on('connect_error', (error: Error & { data?: ErrorReply }) => {
    if (error.data) fail(new RequestError(error.data.error, 0, error.data));
    void look();
  });
  setTimeout(look, SOCKET_MS);
  link.socket.on('progress', (progress) => set({ progress }));
  link.socket.on('warning', (warning, ack) => {
    void keepWarning(queue, warning).then(ack);
  });
  link.socket.on('text', (text, ack) => {
    void keepText(queue, text).then(ack);
  });
  link.socket.on('resend', (asked, ack) => {
    void queue.sendAgain(asked).then(ack);
  });
  setInterval(() => void refresh({ queue, link }), REFRESH_MS);
  void refresh({ queue, link });
  // What is in memory alone goes with the page.
  window.addEventListener('beforeunload', (event) => {
    if (queue.isFull()) event.preventDefault();
  });
  const promised = await navigator.storage?.persisted?.();
  set({ persisted: promised ?? null });

  let unwatch = () => {};
  void lead(identity.code, (leads) => {
    set({ leads });
    if (!leads) return;
    startSending({ queue, link, identity }, (failure) => {
      fail(failure);
      // What was answered without a socket came through by HTTP.
      if (!failure && !link.socket.connected) set({ reached: 'http' });
    });
    followCalls({ queue, link });
    const follow = async () => {
      unwatch();
      unwatch = (await queue.get('patrol'))
        ? startWatching(queue, {
            onPlace: (place) => set({ place }),
            onFix: async (fix) => {
              const duty = await queue.get('duty');
              await queue.changePatrol((patrol) => stepOn(patrol, fix, duty));
            },
          })
        : () => {};
    };
    let patrolling: number | null = null;
    const followPatrol = async () => {
      const startedAt = (await queue.get('patrol'))?.startedAt ?? null;
      if (startedAt === patrolling) return;
      patrolling = startedAt;
      await follow();
    };
    queue.onChange(() => void followPatrol());
    void followPatrol();
  });
  void sendForOthers(identity.code);

  return {
    queue,
    link,
    async start(): Promise<void> {
      // A browser may ask the officer, who may be slow to answer: the patrol does not wait for it.
      void navigator.storage?.persist?.().then((persisted) => set({ persisted }));
      await queue.startPatrol(Date.now());
    },
    end: () => queue.endPatrol(Date.now()),
    add: queue.addEvent,
    scan: (code, typed) => queue.addScan({ t: Date.now(), code, typed }),
    read: (id) => readText({ queue, link }, id),
    see: (warning) => seeWarning(queue, warning),
  };
}

async function show(queue: Queue): Promise<void> {
  useHandheld.setState({ ...(await queue.shown(SHOWN)), isFull: queue.isFull() });
}

/** Reads anew what the server knows; what cannot be read stays as it was. */
async function refresh({ queue, link }: { queue: Queue; link: Link }): Promise<void> {
  if (!navigator.onLine) return;
  const keep = async <K extends keyof Known>(key: K, read: () => Promise<Known[K]>) => {
    const value = await read().catch(() => undefined);
    if (value !== undefined) await queue.put(key, value);
  };
  await Promise.all([
    keep('clockAheadMs', async () => {
      const before = Date.now();
      const { now } = await link.call(routes.getTime);
      return Math.round((before + Date.now()) / 2 - now);
    }),
    keep('duty', () => link.call(routes.getOwnDuty)),
    keep('suggested', () => link.call(routes.suggestOwnPatrol)),
    keep('categories', async () => (await link.call(routes.listFoundCategories)).categories),
    tellRead({ queue, link }),
    // A socket brings them by itself.
    link.socket.connected ? undefined : takeTexts({ queue, link }).catch(() => undefined),
    takeWarnings({ queue, link }).catch(() => undefined),
  ]);
}

/** What other users of this phone have not sent goes out too. */
async function sendForOthers(code: string): Promise<void> {
  for (const other of await identities()) {
    if (other.code === code) continue;
    const queue = openQueue(other.code);
    // One that cannot be read may hold something.
    if ((await queue.waiting()) === 0 && !queue.isFull()) {
      queue.close();
      continue;
    }
    void lead(other.code, (leads) => {
      if (leads) startSending({ queue, link: openLink(other), identity: other }, () => {});
    });
  }
}
