import type { LngLat } from '../../../server/contract/areas/geo.ts';
import { E7, FLEET_FLAGS, type FleetFrame } from '../../../server/contract/console/fleet.ts';
import type { Trail } from '../../../server/contract/console/trails.ts';
import { DURATION, KEY, LOOK, placeAt, retarget, STRIDE, stand, TO } from './glide.ts';
import { worldOf } from './mercator.ts';
import { createSlots } from './slots.ts';
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

/**
 * The fleet of a console: an officer has a slot, and columns hold what is known by slot, written in place. Nothing here is watched by
 * React; who draws reads the columns, who counts asks.
 */
export function createFleet(originMs: number) {
  const slots = createSlots();
  const trails = createTrails();
  let origin: [number, number] | null = null;
  let generation = 0;
  let version = 0;
  let held: { life: number; edition: number } | null = null;
  let moving = 0;
  /** Server clock less this one, and when the picture began by the former; ms. */
  let aheadMs = 0;
  let beganMs = 0;

  const secondsAt = (ms: number) => (ms - originMs) / 1000;

  const offset = (place: LngLat): [number, number] => {
    const [x, y] = worldOf(place);
    origin ??= [x, y];
    return [x - origin[0], y - origin[1]];
  };

  function move(slot: number, isNew: boolean, nowS: number): void {
    const [x, y] = offset({
      lng: slots.columns.lngE7[slot]! / E7,
      lat: slots.columns.latE7[slot]! / E7,
    });
    if (isNew) {
      stand(slots.columns.glides, slot, x, y, nowS);
      return;
    }
    const at = slot * STRIDE;
    const before = [slots.columns.glides[at + TO]!, slots.columns.glides[at + TO + 1]!] as const;
    if (!retarget(slots.columns.glides, slot, x, y, nowS)) return;
    trails.add(slots.columns.glides[at + KEY]!, before, [x, y], {
      startS: nowS,
      durationS: slots.columns.glides[at + DURATION]!,
      isOff: (slots.columns.flags[slot]! & FLEET_FLAGS.outside) > 0,
    });
  }

  function takePositions(frame: FleetFrame, nowS: number): void {
    for (let i = 0; i < frame.officerId.length; i++) {
      const id = frame.officerId[i]!;
      const known = slots.slotOf(id);
      if (frame.flags[i]! & FLEET_FLAGS.gone) {
        if (known !== undefined) slots.remove(known);
        continue;
      }
      const slot = known ?? slots.add(id);
      slots.columns.lngE7[slot] = frame.lngE7[i]!;
      slots.columns.latE7[slot] = frame.latE7[i]!;
      slots.columns.seenMs[slot] = frame.at + frame.seenMs[i]!;
      slots.columns.flags[slot] = frame.flags[i]!;
      slots.columns.headings[slot] = frame.heading[i]!;
      slots.columns.generations[slot] = generation;
      move(slot, known === undefined, nowS);
    }
  }

  function takeWho({ who }: FleetFrame): void {
    for (let i = 0; i < who.officerId.length; i++) {
      const slot = slots.slotOf(who.officerId[i]!);
      if (slot === undefined) continue;
      slots.columns.gridIds[slot] = who.gridId[i]!;
      slots.columns.patrolIds[slot] = who.patrolId[i]!;
      slots.names[slot] = who.names[i]!;
    }
  }

  const activityOf = (slot: number, serverMs: number): number =>
    serverMs - slots.columns.seenMs[slot]! > SILENT_MS
      ? 2
      : slots.columns.flags[slot]! & FLEET_FLAGS.moving
        ? 0
        : 1;

  const fleet = {
    trails,
    secondsAt,
    count: slots.count,
    /** Of the columns: another one whenever something in them changed. */
    version: () => version,
    glides: () => slots.columns.glides,
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
        for (let slot = slots.count() - 1; slot >= 0; slot--)
          if (slots.columns.generations[slot] !== generation) slots.remove(slot);
      // What is held is of one picture: while parts of another are under way it is neither.
      if (frame.begins && !frame.ends) held = null;
      else if (frame.isWhole) held = { life: frame.life, edition: frame.edition };
      fleet.look(frame.at);
    },
    /** Brings what ages with time alone to a moment of the server's clock. */
    look(serverMs: number): void {
      moving = 0;
      for (let slot = 0; slot < slots.count(); slot++) {
        const activity = activityOf(slot, serverMs);
        slots.columns.activities[slot] = activity;
        if (activity === 0) moving++;
        const look =
          activity === 2
            ? LOOKS.silent
            : slots.columns.flags[slot]! & FLEET_FLAGS.outside
              ? LOOKS.outside
              : LOOKS.inside;
        slots.columns.glides[slot * STRIDE + LOOK] =
          look + 4 * (activity === 0 ? slots.columns.headings[slot]! : 0);
      }
      version++;
    },
    /** Adds the way officers came before the console looked. */
    addTrails(sent: readonly Trail[], nowMs: number): void {
      for (const { officerId, lngE7: lngs, latE7: lats, t } of sent) {
        const slot = slots.slotOf(officerId);
        if (slot === undefined) continue;
        let before: [number, number] | null = null;
        for (const i of t.keys()) {
          const at = offset({ lng: lngs[i]! / E7, lat: lats[i]! / E7 });
          const startS = secondsAt(t[i]! - aheadMs);
          // Later steps the fleet saw itself.
          if (before && t[i]! <= beganMs && secondsAt(nowMs) - startS < TRAIL_S)
            trails.add(slots.columns.glides[slot * STRIDE + KEY]!, before, at, {
              startS,
              durationS: 0,
              isOff: false,
            });
          before = at;
        }
      }
      version++;
    },
    slotOf: slots.slotOf,
    idAt: (slot: number): number | undefined =>
      slot < slots.count() ? slots.columns.ids[slot] : undefined,
    /** Another one whenever somebody came or left. */
    membership: slots.membership,
    activityAt: (slot: number): Activity => ACTIVITIES[slots.columns.activities[slot]!]!,
    officer(officerId: number): SeenOfficer | undefined {
      const slot = slots.slotOf(officerId);
      if (slot === undefined) return undefined;
      const sides = slots.columns.flags[slot]! & (FLEET_FLAGS.inside | FLEET_FLAGS.outside);
      return {
        officerId,
        name: slots.names[slot]!,
        gridId: slots.columns.gridIds[slot]! || null,
        patrolId: slots.columns.patrolIds[slot]! || null,
        lng: slots.columns.lngE7[slot]! / E7,
        lat: slots.columns.latE7[slot]! / E7,
        t: slots.columns.seenMs[slot]!,
        inGrid: sides === 0 ? null : sides === FLEET_FLAGS.inside,
        activity: ACTIVITIES[slots.columns.activities[slot]!]!,
      };
    },
    /** Where an officer is drawn at `nowMs`, Web Mercator. */
    drawnAt(officerId: number, nowMs: number): [number, number] | undefined {
      const slot = slots.slotOf(officerId);
      if (slot === undefined || !origin) return undefined;
      const [x, y] = placeAt(slots.columns.glides, slot, secondsAt(nowMs));
      return [origin[0] + x, origin[1] + y];
    },
    /** Ids of the officers near a view, degrees; at most `limit`. */
    within(
      box: { west: number; south: number; east: number; north: number },
      limit: number,
    ): number[] {
      const found: number[] = [];
      for (let slot = 0; slot < slots.count() && found.length < limit; slot++) {
        const [lng, lat] = [slots.columns.lngE7[slot]! / E7, slots.columns.latE7[slot]! / E7];
        if (lng >= box.west && lng <= box.east && lat >= box.south && lat <= box.north)
          found.push(slots.columns.ids[slot]!);
      }
      return found;
    },
    reset(): void {
      slots.clear();
      trails.clear();
      origin = null;
      held = null;
      moving = 0;
      version++;
    },
  };
  return fleet;
}

export type Fleet = ReturnType<typeof createFleet>;
