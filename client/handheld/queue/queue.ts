import type { LngLat } from '../../../server/contract/areas/geo.ts';
import type { CheckpointScan } from '../../../server/contract/checkpoints/scan.ts';
import { BATCH_MAX, type FixReceipt, type WireFix } from '../../../server/contract/fixes/fix.ts';
import type { Resend } from '../../../server/contract/fixes/handheld.ts';
import { DAY_MS } from '../../../server/contract/units.ts';
import type {
  Call,
  CaseNews,
  Known,
  Patrol,
  QueuedEvent,
  Refused,
  Scanned,
  WaitingStep,
} from './records.ts';
import { openSent } from './sent.ts';
import { openStore } from './store.ts';
import type { Change, View } from './view.ts';
import { claimWindow, WINDOWS_MAX } from './window.ts';

/** What goes out: a call for help, what happened, positions of one session. */
export type Work =
  | { kind: 'call'; call: Call }
  | { kind: 'event'; id: number; event: QueuedEvent }
  | { kind: 'fixes'; session: number; fixes: WireFix[] };

/** Refusals kept to be shown. */
const REFUSED_MAX = 50;
/** Scanned codes kept to be shown. */
const SCANS_MAX = 50;

const knownOf = <K extends keyof Known>(view: View, key: K) =>
  view.get('known', key) as Promise<Known[K] | undefined>;
const know = <K extends keyof Known>(key: K, value: Known[K]): Change => ({
  store: 'known',
  key,
  value,
});
/**
 * Takes events in after all others, numbered by the clock: where the disk is full those that wait may not be read, and keep their numbers. The
 * fraction is this window's: another that adds at the same moment, and is not heard yet, gives none of its numbers.
 */
const queued = async (
  { view, windowNumber }: { view: View; windowNumber: number },
  ...events: QueuedEvent[]
): Promise<Change[]> => {
  const [last = 0] = (await view.keys('events')).slice(-1);
  const first = Math.max(Math.floor(last) + 1, Date.now()) + windowNumber / WINDOWS_MAX;
  return events.map((value, k) => ({ store: 'events', key: first + k, value }));
};
const refusedOf = async (view: View, refused: readonly Refused[]): Promise<Change[]> =>
  refused.length === 0
    ? []
    : [
        know(
          'refused',
          [...refused, ...((await knownOf(view, 'refused')) ?? [])].slice(0, REFUSED_MAX),
        ),
      ];

/**
 * What one user of this phone has not sent yet, in a database of its own. A fix is given its number and written in one transaction, so numbers
 * have no holes and no two tabs give the same; it is deleted only once the server has it or will never take it. What there is no room for goes
 * out from memory.
 */
export function openQueue(code: string, onRenewed?: () => Promise<void>) {
  const claimed = claimWindow(code);
  let windowNumber = 0;
  const ready = claimed.number.then((number) => {
    windowNumber = number;
  });
  const store = openStore(code, { onRenewed, ready });
  const sent = openSent(code);

  const get = <K extends keyof Known>(key: K) => store.read((view) => knownOf(view, key));
  const calls = (view: View) => view.list('calls').then((rows) => rows.map(({ value }) => value));

  const caseSteps = async (view: View): Promise<WaitingStep[]> =>
    (await view.list('events')).flatMap(({ value }) =>
      value.kind === 'case' ? [{ caseId: value.caseId, step: value.step.step }] : [],
    );

  const waiting = async (view: View) => (await view.count('fixes')) + (await view.count('events'));

  /** A call for help of which the server has not all that is known: the call itself first. */
  async function nextCall(view: View): Promise<Work | undefined> {
    const all = await calls(view);
    const call =
      all.find(({ storedAt }) => storedAt === null) ??
      all.find(({ placeStored, sos }) => sos.position && !placeStored);
    return call && { kind: 'call', call };
  }
  async function nextEvent(view: View): Promise<Work | undefined> {
    const [first] = await view.list('events', { most: 1 });
    return first && { kind: 'event', id: first.key, event: first.value };
  }
  async function nextFixes(view: View): Promise<Work | undefined> {
    const [first] = await view.list('fixes', { most: 1 });
    if (!first) return undefined;
    const { session } = first.value;
    const range = IDBKeyRange.bound([session, 0], [session, Number.MAX_SAFE_INTEGER]);
    const fixes = await view.list('fixes', { range, most: BATCH_MAX });
    return { kind: 'fixes', session, fixes: fixes.map(({ value: { session: _, ...fix } }) => fix) };
  }

  /** In one transaction: it may be sent, placed and seen at once. */
  const changeCall = (id: number, change: (call: Call) => Partial<Call>) =>
    store.change(async (view) => {
      const call = await view.get('calls', id);
      return call ? [{ store: 'calls', key: id, value: { ...call, ...change(call) } }] : [];
    });

  return {
    get,
    /** All that is shown, at once: what is known under these keys, how much waits, the calls for help, and steps of cases that wait. */
    shown: <K extends keyof Known>(keys: readonly K[]) =>
      store.read(async (view) => {
        const values = await Promise.all(
          keys.map(async (key) => [key, await knownOf(view, key)] as const),
        );
        return {
          ...(Object.fromEntries(values) as Partial<Pick<Known, K>>),
          waiting: await waiting(view),
          calls: await calls(view),
          caseSteps: await caseSteps(view),
        };
      }),
    /** Whether it was written; where there is no room it is known all the same while the app runs. */
    put: <K extends keyof Known>(key: K, value: Known[K]) =>
      store.change(async () => [know(key, value)]),
    onChange: store.onChange,
    isFull: store.isFull,

    /** Names and keeps fixes, given in the order of their times; the gap before the first is cleared. */
    addFixes: (fixes: readonly Omit<WireFix, 'seq'>[]) =>
      store.change(async (view) => {
        let sequence = await knownOf(view, 'sequence');
        const changes = fixes.map((fix): Change => {
          if (!sequence || fix.t < sequence.session || fix.t >= sequence.session + DAY_MS)
            sequence = { session: fix.t, next: 0 };
          const { session, next: seq } = sequence;
          sequence = { session, next: seq + 1 };
          return { store: 'fixes', key: [session, seq], value: { ...fix, session, seq } };
        });
        const last = fixes.at(-1);
        if (!sequence || !last) return changes;
        const { batteryPct = null, lat, lng, t } = last;
        const lastFix = { t, position: { lng, lat }, batteryPct };
        return [
          ...changes,
          know('sequence', sequence),
          know('lastFix', lastFix),
          know('gap', null),
        ];
      }),

    /** Begins a patrol, all of it or nothing; where one is on, nothing. */
    startPatrol: (t: number) =>
      store.change(async (view) =>
        (await knownOf(view, 'patrol'))
          ? []
          : [
              know('patrol', { startedAt: t, seen: [], way: [] }),
              know('stored', 0),
              know('gap', null),
              ...(await queued({ view, windowNumber }, { kind: 'start', t })),
            ],
      ),
    /** Ends the patrol that is on, likewise. */
    endPatrol: (t: number) =>
      store.change(async (view) => {
        const patrol = await knownOf(view, 'patrol');
        if (!patrol) return [];
        const { startedAt } = patrol;
        return [
          know('patrol', null),
          ...(await queued({ view, windowNumber }, { kind: 'end', t, startedAt })),
        ];
      }),
    /** Changes the patrol that is on; one that ended meanwhile stays ended. */
    changePatrol: (change: (patrol: Patrol) => Patrol) =>
      store.change(async (view) => {
        const patrol = await knownOf(view, 'patrol');
        return patrol ? [know('patrol', change(patrol))] : [];
      }),

    /** Whether they were written; where there is no room they go out all the same while the app runs. */
    addEvent: (...events: QueuedEvent[]) =>
      store.change((view) => queued({ view, windowNumber }, ...events)),

    /** Keeps a scanned code until it is sent, and that it was scanned. */
    addScan: (scan: Pick<CheckpointScan, 't' | 'code' | 'typed'>) =>
      store.change(async (view) => {
        const { code, t } = scan;
        const before = (await knownOf(view, 'scans')) ?? [];
        return [
          know('scans', [{ t, code, answer: null }, ...before].slice(0, SCANS_MAX)),
          ...(await queued({ view, windowNumber }, { kind: 'scan', scan })),
        ];
      }),
    /** Says what the server says of a scanned code. */
    answerScan: ({ code, t }: Pick<Scanned, 't' | 'code'>, answer: Scanned['answer']) =>
      store.change(async (view) => {
        const isIt = (one: Scanned) => one.t === t && one.code === code;
        const scans = (await knownOf(view, 'scans')) ?? [];
        return [
          know(
            'scans',
            scans.map((one) => (isIt(one) ? { ...one, answer } : one)),
          ),
        ];
      }),

    addCall: (sos: Call['sos']) =>
      store.change(async () => {
        const value: Call = {
          ...{ id: sos.t, sos, storedAt: null, heardAt: null, placeStored: false, alertId: null },
          ...{ acknowledgedBy: null, acknowledgedAt: null },
        };
        return [{ store: 'calls', key: value.id, value }];
      }),
    /** Adds to a call where it was made; where it was sent without, that goes out after it. */
    placeCall: (id: number, position: LngLat) =>
      changeCall(id, ({ sos }) => ({ sos: { ...sos, position } })),

    /**
     * What goes out next: a call for help before all else, then what happened, then positions of the oldest session. With `positionsFirst`
     * what happened comes last: an event that the server cannot take now holds up no position.
     */
    next: ({ positionsFirst = false } = {}): Promise<Work | undefined> =>
      store.read(async (view) => {
        const [one, other] = positionsFirst ? [nextFixes, nextEvent] : [nextEvent, nextFixes];
        return (await nextCall(view)) ?? (await one(view)) ?? other(view);
      }),

    /** Whether something waits that does not wait for more to gather. */
    urgent: () =>
      store.read(async (view): Promise<'call' | 'event' | null> => {
        if (await nextCall(view)) return 'call';
        return (await view.count('events')) > 0 ? 'event' : null;
      }),

    /** Forgets fixes whose receipts say that the server has them or never will, one receipt a fix in their order. */
    async settleFixes(session: number, fixes: readonly WireFix[], receipts: readonly FixReceipt[]) {
      const answered = fixes.flatMap((fix, k) => {
        const receipt = receipts[k];
        return receipt ? [{ fix: { ...fix, session }, receipt }] : [];
      });
      const stored = answered.filter(({ receipt }) => receipt.outcome !== 'refused');
      // Where there is no room for it, what waits is worth more.
      if (!store.isFull())
        await sent
          .keep(
            stored.map(({ fix }) => fix),
            Date.now(),
          )
          .catch(() => {});
      const refused = answered
        .filter(({ receipt }) => receipt.outcome === 'refused')
        .map(
          ({ fix: { t }, receipt }): Refused => ({
            at: t,
            what: 'fix',
            why: receipt.reason ?? 'invalid',
          }),
        );
      await store.change(async (view) => [
        ...answered.map(({ fix: { seq } }): Change => ({ store: 'fixes', key: [session, seq] })),
        know('stored', ((await knownOf(view, 'stored')) ?? 0) + stored.length),
        ...(await refusedOf(view, refused.reverse())),
      ]);
    },

    /** Lets what had its receipt lately wait once more, once for each restore of the server's store. */
    async sendAgain({ agoMs, restoredAt }: Resend): Promise<void> {
      if ((await get('resent')) === restoredAt) return;
      const fixes = await sent.since(Date.now() - agoMs);
      await store.change(async () => [
        ...fixes.map(
          (value): Change => ({ store: 'fixes', key: [value.session, value.seq], value }),
        ),
        know('resent', restoredAt),
      ]);
    },

    /** Forgets an event; `why` the code of why it was refused for good, which is then shown. */
    settleEvent: (id: number, why: string | null) =>
      store.change(async (view) => {
        const event = await view.get('events', id);
        const of = event && 'caseId' in event ? { caseId: event.caseId } : {};
        const refused =
          event && why !== null ? [{ at: Date.now(), what: event.kind, why, ...of }] : [];
        return [{ store: 'events', key: id }, ...(await refusedOf(view, refused))];
      }),

    /** Keeps what became of a step until the officer has put it away. */
    tellOfCase: (news: CaseNews) =>
      store.change(async (view) => {
        const before = ((await knownOf(view, 'caseNews')) ?? []).filter(
          ({ key }) => key !== news.key,
        );
        return [know('caseNews', [news, ...before].slice(0, REFUSED_MAX))];
      }),
    /** Puts it away. */
    forgetNews: (key: string) =>
      store.change(async (view) => [
        know(
          'caseNews',
          ((await knownOf(view, 'caseNews')) ?? []).filter((news) => news.key !== key),
        ),
      ]),

    /** Says that the server has a call as it was sent. */
    settleCall: ({ id, sos }: Call, alertId: number) =>
      changeCall(id, ({ storedAt }) => ({
        alertId,
        storedAt: storedAt ?? Date.now(),
        heardAt: Date.now(),
        placeStored: sos.position !== undefined,
      })),
    /** Says that a person has seen a call. */
    acknowledgeCall: (id: number, by: Pick<Call, 'acknowledgedBy' | 'acknowledgedAt'>) =>
      changeCall(id, () => ({ ...by, heardAt: Date.now() })),

    calls: () => store.read(calls),
    waiting: () => store.read(waiting),
    close() {
      claimed.release();
      sent.close();
      store.close();
    },
  };
}

export type Queue = ReturnType<typeof openQueue>;
