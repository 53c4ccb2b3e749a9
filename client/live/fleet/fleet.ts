import type { LngLat } from '../../../server/contract/areas/geo.ts';
import { E7, FLEET_FLAGS, type FleetFrame } from '../../../server/contract/console/fleet.ts';
import type { Trail } from '../../../server/contract/console/trails.ts';
import { DURATION, KEY, LOOK, placeAt, retarget, STRIDE, stand, TO } from './glide.ts';
import { worldOf } from './mercator.ts';
import { createTrails, TRAIL_S } from './trails.ts';

export const ACTIVITIES = ['moving', 'standing', 'silent'] as const;
export type Activity = (typeof ACTIVITIES)[number];

/** An officer is silent after this long without a fix, ms. */
export const SILENT_MS = 180_000;

/** One officer as the picture has it. */
export interface SeenOfficer extends LngLat {
  officerId: number;
  name: string;
  gridId: number | null;
  patrolId: number | null;
  /** Device time of the last fix, Unix ms. */
  t: number;
  inGrid: boolean | null;
  activity: Activity;
}

/** Looks of a dot, as the shader reads them: one of these and four times the byte of the heading. */
export const LOOKS = { inside: 0, outside: 1, silent: 2 } as const;

const FIRST_ROOM = 1_024;

/**
 * The fleet of a console: an officer has a slot, and columns hold what is known by slot, written in place. Nothing here is watched by
 * React; who draws reads the columns, who counts asks.
 */
export function createFleet(originMs: number) {
  const slots = new Map<number, number>();
  const trails = createTrails();
  let room = 0;
  let glides = new Float32Array();
  let ids = new Uint32Array();
  let gridIds = new Uint32Array();
  let patrolIds = new Float64Array();
  let lngE7 = new Int32Array();
  let latE7 = new Int32Array();
  let seenMs = new Float64Array();
  let flags = new Uint8Array();
  let headings = new Uint8Array();
  let activities = new Uint8Array();
  let generations = new Uint32Array();
  const names: string[] = [];
  let origin: [number, number] | null = null;
  let generation = 0;
  let keys = 0;
  let version = 0;
  let membership = 0;
  let held: { life: number; edition: number } | null = null;
  let moving = 0;
  /** Server clock less this one, and when the picture began by the former; ms. */
  let aheadMs = 0;
  let beganMs = 0;

  const secondsAt = (ms: number) => (ms - originMs) / 1000;
  const count = () => slots.size;

  function grow(): void {
    room = Math.max(FIRST_ROOM, 2 * room);
    const larger = <T extends { set: (from: T) => void }>(old: T, empty: T): T => {
      empty.set(old);
      return empty;
    };
    glides = larger(glides, new Float32Array(room * STRIDE));
    ids = larger(ids, new Uint32Array(room));
    gridIds = larger(gridIds, new Uint32Array(room));
    patrolIds = larger(patrolIds, new Float64Array(room));
    lngE7 = larger(lngE7, new Int32Array(room));
    latE7 = larger(latE7, new Int32Array(room));
    seenMs = larger(seenMs, new Float64Array(room));
    flags = larger(flags, new Uint8Array(room));
    headings = larger(headings, new Uint8Array(room));
    activities = larger(activities, new Uint8Array(room));
    generations = larger(generations, new Uint32Array(room));
  }

  const offset = (place: LngLat): [number, number] => {
    const [x, y] = worldOf(place);
    origin ??= [x, y];
    return [x - origin[0], y - origin[1]];
  };

  function add(officerId: number): number {
    const slot = slots.size;
    if (slot >= room) grow();
    slots.set(officerId, slot);
    ids[slot] = officerId;
    gridIds[slot] = 0;
    patrolIds[slot] = 0;
    names[slot] = '';
    glides[slot * STRIDE + KEY] = ++keys;
    membership++;
    return slot;
  }

  /** The last slot takes the place of the one that leaves. */
  function remove(slot: number): void {
    const last = slots.size - 1;
    slots.delete(ids[slot]!);
    membership++;
    if (slot < last) {
      glides.copyWithin(slot * STRIDE, last * STRIDE, (last + 1) * STRIDE);
      for (const column of [
        ids,
        gridIds,
        patrolIds,
        lngE7,
        latE7,
        seenMs,
        flags,
        headings,
        generations,
      ])
        column[slot] = column[last]!;
      names[slot] = names[last]!;
      slots.set(ids[slot]!, slot);
    }
    names.length = last;
  }

  function move(slot: number, isNew: boolean, nowS: number): void {
    const [x, y] = offset({ lng: lngE7[slot]! / E7, lat: latE7[slot]! / E7 });
    if (isNew) {
      stand(glides, slot, x, y, nowS);
      return;
    }
    const at = slot * STRIDE;
    const before = [glides[at + TO]!, glides[at + TO + 1]!] as const;
    if (!retarget(glides, slot, x, y, nowS)) return;
    trails.add(glides[at + KEY]!, before, [x, y], {
      startS: nowS,
      durationS: glides[at + DURATION]!,
      isOff: (flags[slot]! & FLEET_FLAGS.outside) > 0,
    });
  }

  function takePositions(frame: FleetFrame, nowS: number): void {
    for (let i = 0; i < frame.officerId.length; i++) {
      const id = frame.officerId[i]!;
      const known = slots.get(id);
      if (frame.flags[i]! & FLEET_FLAGS.gone) {
        if (known !== undefined) remove(known);
        continue;
      }
      const slot = known ?? add(id);
      lngE7[slot] = frame.lngE7[i]!;
      latE7[slot] = frame.latE7[i]!;
      seenMs[slot] = frame.at + frame.seenMs[i]!;
      flags[slot] = frame.flags[i]!;
      headings[slot] = frame.heading[i]!;
      generations[slot] = generation;
      move(slot, known === undefined, nowS);
    }
  }

  function takeWho({ who }: FleetFrame): void {
    for (let i = 0; i < who.officerId.length; i++) {
      const slot = slots.get(who.officerId[i]!);
      if (slot === undefined) continue;
      gridIds[slot] = who.gridId[i]!;
      patrolIds[slot] = who.patrolId[i]!;
      names[slot] = who.names[i]!;
    }
  }

  const activityOf = (slot: number, serverMs: number): number =>
    serverMs - seenMs[slot]! > SILENT_MS ? 2 : flags[slot]! & FLEET_FLAGS.moving ? 0 : 1;

  const fleet = {
    trails,
    secondsAt,
    count,
    /** Of the columns: another one whenever something in them changed. */
    version: () => version,
    glides: () => glides,
    origin: (): readonly [number, number] => origin ?? [0, 0],
    /** The last whole picture. */
    held: () => held,
    moving: () => moving,
    /** Takes a frame that came at `nowMs` of this clock. */
    apply(frame: FleetFrame, nowMs: number): void {
      aheadMs = frame.at - nowMs;
      if (frame.begins) {
        generation++;
        beganMs = frame.at;
      }
      takePositions(frame, secondsAt(nowMs));
      takeWho(frame);
      if (frame.ends)
        for (let slot = slots.size - 1; slot >= 0; slot--)
          if (generations[slot] !== generation) remove(slot);
      // What is held is of one picture: while parts of another are under way it is neither.
      if (frame.begins && !frame.ends) held = null;
      else if (frame.isWhole) held = { life: frame.life, edition: frame.edition };
      fleet.look(frame.at);
    },
    /** Brings what ages with time alone to a moment of the server's clock. */
    look(serverMs: number): void {
      moving = 0;
      for (let slot = 0; slot < slots.size; slot++) {
        const activity = activityOf(slot, serverMs);
        activities[slot] = activity;
        if (activity === 0) moving++;
        const look =
          activity === 2
            ? LOOKS.silent
            : flags[slot]! & FLEET_FLAGS.outside
              ? LOOKS.outside
              : LOOKS.inside;
        glides[slot * STRIDE + LOOK] = look + 4 * (activity === 0 ? headings[slot]! : 0);
      }
      version++;
    },
    /** Adds the way officers came before the console looked. */
    addTrails(sent: readonly Trail[], nowMs: number): void {
      for (const { officerId, lngE7: lngs, latE7: lats, t } of sent) {
        const slot = slots.get(officerId);
        if (slot === undefined) continue;
        let before: [number, number] | null = null;
        for (const i of t.keys()) {
          const at = offset({ lng: lngs[i]! / E7, lat: lats[i]! / E7 });
          const startS = secondsAt(t[i]! - aheadMs);
          // Later steps the fleet saw itself.
          if (before && t[i]! <= beganMs && secondsAt(nowMs) - startS < TRAIL_S)
            trails.add(glides[slot * STRIDE + KEY]!, before, at, {
              startS,
              durationS: 0,
              isOff: false,
            });
          before = at;
        }
      }
      version++;
    },
    slotOf: (officerId: number): number | undefined => slots.get(officerId),
    idAt: (slot: number): number | undefined => (slot < slots.size ? ids[slot] : undefined),
    /** Another one whenever somebody came or left. */
    membership: () => membership,
    activityAt: (slot: number): Activity => ACTIVITIES[activities[slot]!]!,
    officer(officerId: number): SeenOfficer | undefined {
      const slot = slots.get(officerId);
      if (slot === undefined) return undefined;
      const sides = flags[slot]! & (FLEET_FLAGS.inside | FLEET_FLAGS.outside);
      return {
        officerId,
        name: names[slot]!,
        gridId: gridIds[slot]! || null,
        patrolId: patrolIds[slot]! || null,
        lng: lngE7[slot]! / E7,
        lat: latE7[slot]! / E7,
        t: seenMs[slot]!,
        inGrid: sides === 0 ? null : sides === FLEET_FLAGS.inside,
        activity: ACTIVITIES[activities[slot]!]!,
      };
    },
    /** Where an officer is drawn at `nowMs`, Web Mercator. */
    drawnAt(officerId: number, nowMs: number): [number, number] | undefined {
      const slot = slots.get(officerId);
      if (slot === undefined || !origin) return undefined;
      const [x, y] = placeAt(glides, slot, secondsAt(nowMs));
      return [origin[0] + x, origin[1] + y];
    },
    /** Ids of the officers near a view, degrees; at most `limit`. */
    within(
      box: { west: number; south: number; east: number; north: number },
      limit: number,
    ): number[] {
      const found: number[] = [];
      for (let slot = 0; slot < slots.size && found.length < limit; slot++) {
        const [lng, lat] = [lngE7[slot]! / E7, latE7[slot]! / E7];
        if (lng >= box.west && lng <= box.east && lat >= box.south && lat <= box.north)
          found.push(ids[slot]!);
      }
      return found;
    },
    reset(): void {
      slots.clear();
      names.length = 0;
      trails.clear();
      origin = null;
      held = null;
      moving = 0;
      membership++;
      version++;
    },
  };
  return fleet;
}

export type Fleet = ReturnType<typeof createFleet>;
