import { type IDBPDatabase, openDB } from 'idb';
import type { LngLat } from '../../../server/contract/areas/geo.ts';
import type { CheckpointScan } from '../../../server/contract/checkpoints/scan.ts';
import { BATCH_MAX, type FixReceipt, type WireFix } from '../../../server/contract/fixes/fix.ts';
import type { Resend } from '../../../server/contract/fixes/handheld.ts';
import { DAY_MS } from '../../../server/contract/units.ts';
import type { Call, Known, Patrol, QueuedEvent, Refused, Scanned, Schema } from './records.ts';
import { openSent } from './sent.ts';

/** What goes out: a call for help, what happened, positions of one session. */
export type Work =
  | { kind: 'call'; call: Call }
  | { kind: 'event'; id: number; event: QueuedEvent }
  | { kind: 'fixes'; session: number; fixes: WireFix[] };

/** Refusals kept to be shown. */
const REFUSED_MAX = 50;
/** Scanned codes kept to be shown. */
const SCANS_MAX = 50;

/**
 * What one user of this phone has not sent yet, in a database of its own. A fix is given its number and written in one transaction, so numbers
 * have no holes and no two tabs give the same; it is deleted only once the server has it or will never take it.
 */
export async function openQueue(code: string) {
  const db: IDBPDatabase<Schema> = await openDB<Schema>(`xunji-handheld ${code}`, 1, {
    upgrade(fresh) {
      fresh.createObjectStore('fixes', { keyPath: ['session', 'seq'] });
      fresh.createObjectStore('events', { autoIncrement: true });
      fresh.createObjectStore('calls', { keyPath: 'id' });
      fresh.createObjectStore('known');
    },
  });
  const sent = await openSent(code);
  const channel = new BroadcastChannel(`xunji-handheld ${code}`);
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  channel.onmessage = tell;
  const changed = () => {
    tell();
    channel.postMessage('changed');
  };

  /** Calls as they are where the phone had no room for it: they go out all the same. */
  const unkept = new Map<number, Call>();
  const allCalls = async () => {
    const kept = await db.getAll('calls');
    return [...kept.filter(({ id }) => !unkept.has(id)), ...unkept.values()];
  };

  const get = <K extends keyof Known>(key: K) =>
    db.get('known', key) as Promise<Known[K] | undefined>;
  const put = async <K extends keyof Known>(key: K, value: Known[K]): Promise<void> => {
    await db.put('known', value, key);
    changed();
  };

  /** A call for help of which the server has not all that is known: the call itself first. */
  async function nextCall(): Promise<Work | undefined> {
    const calls = await allCalls();
    const call =
      calls.find(({ storedAt }) => storedAt === null) ??
      calls.find(({ placeStored, sos }) => sos.position && !placeStored);
    return call && { kind: 'call', call };
  }
  async function nextEvent(): Promise<Work | undefined> {
    const event = await db.transaction('events').store.openCursor();
    return event ? { kind: 'event', id: event.primaryKey, event: event.value } : undefined;
  }
  async function nextFixes(): Promise<Work | undefined> {
    const first = await db.transaction('fixes').store.openCursor();
    if (!first) return undefined;
    const { session } = first.value;
    const whole = IDBKeyRange.bound([session, 0], [session, Number.MAX_SAFE_INTEGER]);
    const fixes = await db.getAll('fixes', whole, BATCH_MAX);
    return { kind: 'fixes', session, fixes: fixes.map(({ session: _, ...fix }) => fix) };
  }

  /** In one transaction: it may be sent, placed and seen at once. */
  async function changeCall(id: number, change: (call: Call) => Partial<Call>): Promise<void> {
    const held = unkept.get(id);
    const trx = db.transaction('calls', 'readwrite');
    const call = held ?? (await trx.store.get(id));
    if (call) {
      const next = { ...call, ...change(call) };
      if (held) unkept.set(id, next);
      else await Promise.all([trx.store.put(next), trx.done]).catch(() => unkept.set(id, next));
    }
    changed();
  }

  return {
    get,
    put,
    /** Calls `listener` after every change, whichever tab made it. */
    onChange: (listener: () => void) => void listeners.add(listener),

    /** Names and keeps fixes, given in the order of their times; the gap before the first is cleared. */
    async addFixes(fixes: readonly Omit<WireFix, 'seq'>[]): Promise<void> {
      const trx = db.transaction(['fixes', 'known'], 'readwrite');
      const known = trx.objectStore('known');
      let sequence = (await known.get('sequence')) as Known['sequence'] | undefined;
      for (const fix of fixes) {
        if (!sequence || fix.t < sequence.session || fix.t >= sequence.session + DAY_MS)
          sequence = { session: fix.t, next: 0 };
        const { session, next: seq } = sequence;
        void trx.objectStore('fixes').add({ ...fix, session, seq });
        sequence = { session, next: seq + 1 };
      }
      const last = fixes.at(-1);
      if (sequence) void known.put(sequence, 'sequence');
      if (last) {
        const { batteryPct = null, lat, lng, t } = last;
        void known.put({ t, position: { lng, lat }, batteryPct }, 'lastFix');
        void known.put(null, 'gap');
      }
      await trx.done;
      changed();
    },

    /** Begins a patrol, all of it or nothing; where one is on, nothing. */
    async startPatrol(t: number): Promise<void> {
      const trx = db.transaction(['events', 'known'], 'readwrite');
      const known = trx.objectStore('known');
      if (!(await known.get('patrol'))) {
        void known.put({ startedAt: t, seen: [], way: [] } satisfies Known['patrol'], 'patrol');
        void known.put(0, 'stored');
        void known.put(null, 'gap');
        void trx.objectStore('events').add({ kind: 'start', t });
      }
      await trx.done;
      changed();
    },
    /** Ends the patrol that is on, likewise. */
    async endPatrol(t: number): Promise<void> {
      const trx = db.transaction(['events', 'known'], 'readwrite');
      const known = trx.objectStore('known');
      const patrol = (await known.get('patrol')) as Known['patrol'];
      if (patrol) {
        void known.put(null, 'patrol');
        const { startedAt } = patrol;
        void trx.objectStore('events').add({ kind: 'end', t, startedAt });
      }
      await trx.done;
      changed();
    },
    /** Changes the patrol that is on; one that ended meanwhile stays ended. */
    async changePatrol(change: (patrol: Patrol) => Patrol): Promise<void> {
      const trx = db.transaction('known', 'readwrite');
      const patrol = (await trx.store.get('patrol')) as Known['patrol'];
      if (patrol) void trx.store.put(change(patrol), 'patrol');
      await trx.done;
      changed();
    },

    async addEvent(...events: QueuedEvent[]): Promise<void> {
      const trx = db.transaction('events', 'readwrite');
      for (const event of events) void trx.store.add(event);
      await trx.done;
      changed();
    },

    /** Keeps a scanned code until it is sent, and that it was scanned. */
    async addScan(scan: Pick<CheckpointScan, 't' | 'code' | 'typed'>): Promise<void> {
      const trx = db.transaction(['events', 'known'], 'readwrite');
      const known = trx.objectStore('known');
      const before = ((await known.get('scans')) as Scanned[] | undefined) ?? [];
      const { code, t } = scan;
      void known.put([{ t, code, answer: null }, ...before].slice(0, SCANS_MAX), 'scans');
      void trx.objectStore('events').add({ kind: 'scan', scan });
      await trx.done;
      changed();
    },
    /** Says what the server says of a scanned code. */
    async answerScan(
      { code, t }: Pick<Scanned, 't' | 'code'>,
      answer: Scanned['answer'],
    ): Promise<void> {
      const trx = db.transaction('known', 'readwrite');
      const scans = ((await trx.store.get('scans')) as Scanned[] | undefined) ?? [];
      const isIt = (one: Scanned) => one.t === t && one.code === code;
      void trx.store.put(
        scans.map((one) => (isIt(one) ? { ...one, answer } : one)),
        'scans',
      );
      await trx.done;
      changed();
    },

    async addCall(sos: Call['sos']): Promise<void> {
      const call: Call = {
        ...{ id: sos.t, sos, storedAt: null, heardAt: null, placeStored: false, alertId: null },
        ...{ acknowledgedBy: null, acknowledgedAt: null },
      };
      await db.add('calls', call).catch(() => unkept.set(call.id, call));
      changed();
    },
    /** Adds to a call where it was made; where it was sent without, that goes out after it. */
    async placeCall(id: number, position: LngLat): Promise<void> {
      await changeCall(id, ({ sos }) => ({ sos: { ...sos, position } }));
    },

    /**
     * What goes out next: a call for help before all else, then what happened, then positions of the oldest session. With `positionsFirst`
     * what happened comes last: an event that the server cannot take now holds up no position.
     */
    async next({ positionsFirst = false } = {}): Promise<Work | undefined> {
      const [one, other] = positionsFirst ? [nextFixes, nextEvent] : [nextEvent, nextFixes];
      return (await nextCall()) ?? (await one()) ?? other();
    },

    /** Forgets fixes whose receipts say that the server has them or never will, one receipt a fix in their order. */
    async settleFixes(session: number, fixes: readonly WireFix[], receipts: readonly FixReceipt[]) {
      const held = fixes.filter((_, k) => receipts[k] && receipts[k].outcome !== 'refused');
      // Where there is no room for it, what waits is worth more.
      await sent
        .keep(
          held.map((fix) => ({ ...fix, session })),
          Date.now(),
        )
        .catch(() => {});
      const settled = fixes.filter((_, k) => receipts[k]);
      let stored = 0;
      const refused: Refused[] = [];
      fixes.forEach(({ t }, k) => {
        const receipt = receipts[k];
        if (!receipt) return;
        if (receipt.outcome === 'refused')
          refused.push({ at: t, what: 'fix', why: receipt.reason ?? 'invalid' });
        else stored += 1;
      });
      const settle = async (hasRoom: boolean) => {
        const trx = db.transaction(['fixes', 'known'], 'readwrite');
        for (const { seq } of settled) void trx.objectStore('fixes').delete([session, seq]);
        const known = trx.objectStore('known');
        const [before, had] = [await known.get('stored'), await known.get('refused')];
        if (hasRoom) await known.put(((before as number | undefined) ?? 0) + stored, 'stored');
        if (hasRoom && refused.length > 0)
          await known.put(
            [...refused.reverse(), ...((had as Refused[]) ?? [])].slice(0, REFUSED_MAX),
            'refused',
          );
        await trx.done;
      };
      // A phone that is full gets room by forgetting, were it without the figures.
      await settle(true).catch(() => settle(false));
      changed();
    },

    /** Lets what had its receipt lately wait once more, once for each restore of the server's store. */
    async sendAgain({ agoMs, restoredAt }: Resend): Promise<void> {
      if ((await get('resent')) === restoredAt) return;
      const fixes = await sent.since(Date.now() - agoMs);
      const trx = db.transaction(['fixes', 'known'], 'readwrite');
      for (const fix of fixes) void trx.objectStore('fixes').put(fix);
      void trx.objectStore('known').put(restoredAt, 'resent');
      await trx.done;
      changed();
    },

    /** Forgets an event; `why` the code of why it was refused for good, which is then shown. */
    async settleEvent(id: number, why: string | null): Promise<void> {
      const event = await db.get('events', id);
      await db.delete('events', id);
      if (event && why !== null) {
        const refused = [
          { at: Date.now(), what: event.kind, why },
          ...((await get('refused')) ?? []),
        ];
        await db.put('known', refused.slice(0, REFUSED_MAX), 'refused');
      }
      changed();
    },

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

    calls: allCalls,
    waiting: async () => (await db.count('fixes')) + (await db.count('events')),
    close() {
      channel.close();
      sent.close();
      db.close();
    },
  };
}

export type Queue = Awaited<ReturnType<typeof openQueue>>;
