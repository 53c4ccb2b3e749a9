import {
  E7,
  encodeFleet,
  FLEET_FLAGS,
  FLEET_ROOM_BYTES,
  headingByte,
  POSITION_BYTES,
  WHO_BYTES,
} from '../../contract/console/fleet.ts';
import type { OfficerState } from '../../ingest/live-board.ts';

/** That somebody left is kept for readers that were cut off this long, ms; who was away longer reads everything anew. */
const GONE_MS = 300_000;

/** What is known of an officer, as of the last change. */
interface Entry {
  officerId: number;
  /** null: gone. */
  state: OfficerState | null;
  /** Edition of the last change, and of the last of name, grid, handheld or patrol. */
  edition: number;
  whoEdition: number;
  nameBytes: number;
  changedMs: number;
}

/** A frame as bytes, with the officers whose positions it shows. */
export interface MadeFrame {
  bytes: Uint8Array;
  /** The edition a reader that had all before this frame has now. */
  edition: number;
  isWhole: boolean;
  shows: readonly number[];
}

let lives = 0;

/**
 * The picture of one area: every officer's latest state, in order of the last change. Each change makes the next edition, and what changed
 * since an edition is encoded once for all who have that one.
 */
export function createPicture(now: () => number) {
  // Unique over restarts of the server too.
  const life = now() * 1000 + (lives++ % 1000);
  const entries = new Map<number, Entry>();
  const made = new Map<number, MadeFrame>();
  let edition = 0;
  /** Nobody who has less than this edition can be told who left. */
  let floor = 0;

  /** `state`: what there is to see of an officer; null: nothing, or nothing any more. */
  function set(officerId: number, state: OfficerState | null): void {
    const before = entries.get(officerId);
    if (!state && !before?.state) return;
    if (state && before?.state && isSame(before.state, state)) return;
    made.clear();
    edition++;
    const isKnown = state && before?.state && isSameWho(before.state, state);
    entries.delete(officerId);
    entries.set(officerId, {
      officerId,
      state,
      edition,
      whoEdition: isKnown ? before.whoEdition : edition,
      nameBytes: isKnown ? before.nameBytes : Buffer.byteLength(state?.name ?? ''),
      changedMs: now(),
    });
  }

  function frame(
    chosen: readonly Entry[],
    since: number,
    part: { begins: boolean; ends: boolean; isWhole: boolean; edition: number },
  ): MadeFrame {
    const at = now();
    const told = chosen.filter(({ state, whoEdition }) => state && whoEdition > since);
    const ofWho = <T>(pick: (state: OfficerState) => T) => told.map(({ state }) => pick(state!));
    const of = (pick: (state: OfficerState) => number) =>
      chosen.map(({ state }) => (state ? pick(state) : 0));
    const bytes = encodeFleet({
      ...part,
      life,
      at,
      officerId: Uint32Array.from(chosen, ({ officerId }) => officerId),
      lngE7: Int32Array.from(of(({ lng }) => Math.round(lng * E7))),
      latE7: Int32Array.from(of(({ lat }) => Math.round(lat * E7))),
      seenMs: Int32Array.from(of(({ t }) => Math.max(t - at, -(2 ** 31)))),
      heading: Uint8Array.from(of(({ headingDeg }) => headingByte(headingDeg))),
      flags: Uint8Array.from(chosen, ({ state }) => flagsOf(state)),
      who: {
        officerId: Uint32Array.from(ofWho(({ officerId }) => officerId)),
        gridId: Uint32Array.from(ofWho(({ gridId }) => gridId ?? 0)),
        handheldId: Uint32Array.from(ofWho(({ handheldId }) => handheldId)),
        patrolId: Float64Array.from(ofWho(({ patrolId }) => patrolId ?? 0)),
        names: ofWho(({ name }) => name),
      },
    });
    const shows = chosen.flatMap(({ officerId, state }) => (state ? [officerId] : []));
    return { bytes, edition: part.edition, isWhole: part.isWhole, shows };
  }

  const costOf = (entry: Entry, since: number): number =>
    POSITION_BYTES + (entry.whoEdition > since ? WHO_BYTES + entry.nameBytes : 0);

  return {
    life,
    edition: () => edition,
    set,
    has: (officerId: number) => Boolean(entries.get(officerId)?.state),
    /** Everyone in it, those who left too. */
    officerIds: () => entries.keys(),
    /** Whether what changed since an edition of this picture can still be told. */
    reaches: (held: { life: number; edition: number }) =>
      held.life === life && held.edition >= floor && held.edition <= edition,
    /** Ids of those in it, the nearest to a place first. */
    nearest({ lng, lat }: { lng: number; lat: number }): number[] {
      const narrow = Math.cos((lat * Math.PI) / 180);
      const far = [...entries.values()].flatMap(({ officerId, state }) =>
        state
          ? [{ officerId, far: ((state.lng - lng) * narrow) ** 2 + (state.lat - lat) ** 2 }]
          : [],
      );
      return far.sort((a, b) => a.far - b.far).map(({ officerId }) => officerId);
    },
    /** A part of a whole picture: the first of `officerIds` that fit, as they are now, and how many of the ids that took. */
    part(
      officerIds: readonly number[],
      from: { begins: boolean; edition: number },
    ): MadeFrame & { taken: number } {
      const chosen: Entry[] = [];
      let [room, taken] = [FLEET_ROOM_BYTES, 0];
      for (const id of officerIds) {
        const entry = entries.get(id);
        if (entry?.state) {
          room -= costOf(entry, 0);
          if (room < 0) break;
          chosen.push(entry);
        }
        taken++;
      }
      const ends = taken === officerIds.length;
      const isWhole = ends && from.edition === edition;
      return { ...frame(chosen, 0, { ...from, ends, isWhole }), taken };
    },
    /** What changed since an edition, as far as one frame holds it, the longest unchanged first; null: nothing. */
    since(held: number): MadeFrame | null {
      if (held === edition) return null;
      const known = made.get(held);
      if (known) return known;
      const chosen: Entry[] = [];
      let room = FLEET_ROOM_BYTES;
      for (const entry of entries.values()) {
        if (entry.edition <= held) continue;
        room -= costOf(entry, held);
        if (room < 0) break;
        chosen.push(entry);
      }
      const reached = chosen.at(-1)!.edition;
      const isWhole = reached === edition;
      const next = frame(chosen, held, { begins: false, ends: false, isWhole, edition: reached });
      made.set(held, next);
      return next;
    },
    /** Forgets frames of a moment that is over, and who left long ago. */
    age(): void {
      made.clear();
      for (const { officerId, state, edition: left, changedMs } of entries.values()) {
        if (state || now() - changedMs < GONE_MS) continue;
        entries.delete(officerId);
        floor = Math.max(floor, left);
      }
    },
  };
}

export type Picture = ReturnType<typeof createPicture>;

const flagsOf = (state: OfficerState | null): number => {
  if (!state) return FLEET_FLAGS.gone;
  const { inGrid, isMoving } = state;
  const side = inGrid === null ? 0 : inGrid ? FLEET_FLAGS.inside : FLEET_FLAGS.outside;
  return side + (isMoving ? FLEET_FLAGS.moving : 0);
};

const WHO = ['name', 'gridId', 'handheldId', 'patrolId'] as const;
const PLACE = ['lng', 'lat', 't', 'inGrid', 'isMoving', 'headingDeg'] as const;

const isSameWho = (a: OfficerState, b: OfficerState) => WHO.every((key) => a[key] === b[key]);
const isSame = (a: OfficerState, b: OfficerState) =>
  isSameWho(a, b) && PLACE.every((key) => a[key] === b[key]);
