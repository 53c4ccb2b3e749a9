import { FLEET_FLAGS, type FleetFrame } from '../../server/contract/console/fleet.ts';

/** What a console was told of one officer. */
export interface HeldOfficer {
  lngE7: number;
  latE7: number;
  t: number;
  flags: number;
  name?: string;
  gridId?: number;
  patrolId?: number;
}

/** The fleet as the frames so far tell it, officer by officer, kept the plainest way. */
export function createHeldPicture() {
  const officers = new Map<number, HeldOfficer>();
  const frames: { bytes: number; isWhole: boolean; officerIds: number[] }[] = [];
  let named = new Set<number>();
  let edition: { life: number; edition: number } | null = null;
  return {
    officers,
    /** What came, frame by frame. */
    frames,
    /** Of the last whole picture. */
    edition: () => edition,
    apply(frame: FleetFrame, bytes: number): void {
      if (frame.begins) named = new Set();
      for (const [i, id] of frame.officerId.entries()) {
        named.add(id);
        if (frame.flags[i]! & FLEET_FLAGS.gone) officers.delete(id);
        else
          officers.set(id, {
            ...officers.get(id),
            lngE7: frame.lngE7[i]!,
            latE7: frame.latE7[i]!,
            t: frame.at + frame.seenMs[i]!,
            flags: frame.flags[i]!,
          });
      }
      for (const [i, id] of frame.who.officerId.entries())
        Object.assign(officers.get(id)!, {
          name: frame.who.names[i]!,
          gridId: frame.who.gridId[i]!,
          patrolId: frame.who.patrolId[i]!,
        });
      if (frame.ends) for (const id of officers.keys()) if (!named.has(id)) officers.delete(id);
      if (frame.isWhole) edition = { life: frame.life, edition: frame.edition };
      frames.push({ bytes, isWhole: frame.isWhole, officerIds: [...frame.officerId] });
    },
  };
}
