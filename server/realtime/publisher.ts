import type { Case } from '../contract/cases/case.ts';
import { type Alert, FRAME_INCIDENTS_MAX, type Frame } from '../contract/console/console.ts';
import type { Incident } from '../contract/incidents/incident.ts';
import type { Patrol } from '../contract/patrols/patrol.ts';
import type { Warning } from '../contract/warnings/warning.ts';

/** What changed since a reader last looked, by id: only the latest state of each thing. */
interface Pending {
  patrols: Map<number, Patrol>;
  alerts: Map<number, Alert>;
  warnings: Map<number, Warning>;
  cases: Map<number, Case>;
  /** null: gone. */
  incidents: Map<string, Incident | null>;
}

/** What a frame shows. */
export type Shown = Omit<Frame, 'snapshot' | 'at' | 'awaySince'>;

type Snapshot = () => Promise<Shown>;

interface Slot {
  snapshot: Snapshot;
  /** It is to be given everything anew. */
  isStale: boolean;
  /** What it was told of `awaySince`. */
  awaySince: number | null;
  pending: Pending;
  /** A frame is on its way to the reader. */
  busy: boolean;
  /** The clock found it so: what waits follows as soon as it is taken, not by the next turn. */
  isDue: boolean;
}

export interface Reader {
  /** Grids, and areas above them, this reader may see. */
  sees: (gridId: number | null) => boolean;
  /** Takes a frame; resolves once the reader is done with it. */
  deliver: (frame: Frame) => Promise<void>;
  /** Called when the reader did not take a frame and is no longer written to. */
  drop: () => void;
}

/** What was committed is to be seen within a second, the way to this node and to the console with it. */
export const FRAME_MS = 900;

/**
 * Streams of latest state to consoles. A reader that is slow, or away, is not written to until it has taken its last
 * frame; meanwhile changes replace each other, so memory is bounded by what there is to see.
 */
export function createPublisher(now: () => number, awaySince: () => number | null = () => null) {
  const readers = new Map<Reader, Slot>();

  /** Hands a reader one frame; what changes until it is taken waits in `pending`. */
  async function hand(
    reader: Reader,
    slot: Slot,
    makeFrame: () => Promise<Omit<Frame, 'at'>> | Omit<Frame, 'at'>,
  ) {
    slot.busy = true;
    slot.awaySince = awaySince();
    const away = slot.awaySince === null ? {} : { awaySince: slot.awaySince };
    try {
      await reader.deliver({ ...(await makeFrame()), ...away, at: now() });
      slot.busy = false;
      if (slot.isDue && readers.has(reader)) serve(reader, slot);
    } catch {
      if (readers.delete(reader)) reader.drop();
    }
  }

  function handAll(reader: Reader, slot: Slot): void {
    slot.isStale = false;
    void hand(reader, slot, async () => ({ snapshot: true, ...(await slot.snapshot()) }));
  }

  function serve(reader: Reader, slot: Slot): void {
    slot.isDue = slot.busy;
    if (slot.busy) return;
    if (slot.isStale) handAll(reader, slot);
    else if (!isEmpty(slot.pending) || slot.awaySince !== awaySince()) {
      const { pending } = slot;
      slot.pending = emptyPending();
      void hand(reader, slot, () => ({ snapshot: false, ...listed(pending) }));
    }
  }

  const timer = setInterval(() => {
    for (const [reader, slot] of readers) serve(reader, slot);
  }, FRAME_MS);
  timer.unref();

  return {
    /**
     * Adds a reader; returns how to take it away again. Its first frame is what `snapshot` reads; what changes while it
     * reads follows in the next one, so nothing falls in between.
     */
    join(reader: Reader, snapshot: Snapshot): () => void {
      const slot: Slot = {
        ...{ snapshot, isStale: false, awaySince: null },
        ...{ pending: emptyPending(), busy: true, isDue: false },
      };
      readers.set(reader, slot);
      handAll(reader, slot);
      return () => void readers.delete(reader);
    },
    /** Gives every reader everything anew: something may have been missed. */
    readAgain() {
      for (const slot of readers.values()) slot.isStale = true;
    },
    patrol(patrol: Patrol) {
      for (const [reader, { pending }] of readers)
        if (reader.sees(patrol.gridId)) pending.patrols.set(patrol.id, patrol);
    },
    /** To readers of any of these areas; a call for help at once. */
    alert(alert: Alert, areaIds: readonly number[]) {
      for (const [reader, slot] of readers)
        if (areaIds.some(reader.sees)) {
          slot.pending.alerts.set(alert.id, alert);
          if (alert.kind === 'sos') serve(reader, slot);
        }
    },
    /** To readers of its area and of the grids it touches. */
    warning(warning: Warning) {
      for (const [reader, { pending }] of readers) {
        const { id, edition, areaId, gridIds } = warning;
        const newer = edition >= (pending.warnings.get(id)?.edition ?? 0);
        if (newer && [areaId, ...gridIds].some(reader.sees)) pending.warnings.set(id, warning);
      }
    },
    /** To readers of the area it lies in. */
    case(one: Case) {
      for (const [reader, { pending }] of readers) {
        const newer = one.version >= (pending.cases.get(one.id)?.version ?? 0);
        if (newer && reader.sees(one.gridId ?? one.areaId)) setBounded(pending.cases, one.id, one);
      }
    },
    /** `incident`: what it is now, null where it is no more; to readers of the grids it lies and lay in. */
    incident(
      {
        id,
        formerGridId,
        gridId,
      }: { id: string; gridId: number | null; formerGridId: number | null },
      incident: Incident | null,
    ) {
      for (const [reader, { pending }] of readers) {
        const there = incident !== null && reader.sees(gridId);
        if (there || reader.sees(formerGridId))
          setBounded(pending.incidents, id, there ? incident : null);
      }
    },
    readers: () => readers.size,
    close: () => clearInterval(timer),
  };
}

export type Publisher = ReturnType<typeof createPublisher>;

const emptyPending = (): Pending => ({
  patrols: new Map(),
  alerts: new Map(),
  warnings: new Map(),
  cases: new Map(),
  incidents: new Map(),
});

/** Sets the latest of what one frame bounds. A reader of a full frame asks for the whole list, so it does not matter which are left out. */
function setBounded<K, V>(latest: Map<K, V>, key: K, value: V): void {
  latest.delete(key);
  if (latest.size >= FRAME_INCIDENTS_MAX) latest.delete(latest.keys().next().value!);
  latest.set(key, value);
}

const isEmpty = (pending: Pending) => Object.values(pending).every((map) => map.size === 0);

function listed(pending: Pending): Shown {
  return {
    patrols: [...pending.patrols.values()],
    alerts: [...pending.alerts.values()],
    warnings: [...pending.warnings.values()],
    cases: [...pending.cases.values()],
    incidents: [...pending.incidents.values()].filter((incident) => incident !== null),
    incidentsGone: [...pending.incidents].flatMap(([id, incident]) => (incident ? [] : [id])),
  };
}
