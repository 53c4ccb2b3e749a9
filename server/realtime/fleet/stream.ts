import type { FleetView } from '../../contract/console/fleet.ts';
import type { LiveBoard, OfficerState } from '../../ingest/live-board.ts';
import { FRAME_MS } from '../publisher.ts';
import { coarsened } from './coarsened.ts';
import { createPicture, type MadeFrame, type Picture } from './picture.ts';

/** Which grids belong to an area is asked again after this. */
const AREAS_MS = 30_000;
/** A picture nobody looks at is kept for those who were cut off. */
const KEEP_MS = 300_000;

export interface FleetReader {
  /** Takes a frame; resolves once the reader is done with it, never where it was cut off. */
  deliver: (frame: MadeFrame) => Promise<void>;
  /** Called where a frame could not be handed over and the reader is written to no more. */
  drop: () => void;
}

interface Reading extends FleetReader {
  channel: Channel;
  /** The edition it has; what comes after it is to be sent. */
  edition: number;
  /** Those of a whole picture that are still to be sent; null: it has one. */
  left: number[] | null;
  begins: boolean;
  view: FleetView;
  isBusy: boolean;
  /** The clock found it so: what changed follows as soon as it has taken its frame, not by the next turn. */
  isDue: boolean;
}

interface Channel {
  areaId: number;
  picture: Picture;
  grids: ReadonlySet<number>;
  /** Whether it shows persons, or cells in their place. */
  persons: boolean;
  readMs: number;
  /** When nobody read any more, Unix ms; null while somebody does. */
  leftMs: number | null;
}

export interface FleetStreamOptions {
  board: LiveBoard;
  now: () => number;
  /** Grids that are an area's now. */
  gridsOf: (areaId: number) => Promise<ReadonlySet<number>>;
  /** Whether consoles of an area are shown persons, as they are unless told. */
  personsOf?: (areaId: number) => Promise<boolean>;
  onError: (error: unknown) => void;
}

/**
 * Streams the fleet to consoles, once a second: one picture an area, encoded once for all who have the same edition of it. A reader
 * is written to when it has taken its last frame; meanwhile changes replace each other, so that the slowest gets the latest state in
 * frames no longer than any other's.
 */
export function createFleetStream({
  board,
  now,
  gridsOf,
  personsOf = async () => true,
  onError,
}: FleetStreamOptions) {
  const channels = new Map<number, Promise<Channel>>();
  const open = new Set<Channel>();
  const readers = new Set<Reading>();

  async function openChannel(areaId: number): Promise<Channel> {
    const channel: Channel = {
      areaId,
      grids: await gridsOf(areaId),
      persons: await personsOf(areaId),
      readMs: now(),
      leftMs: now(),
      picture: createPicture(now),
    };
    for (const state of board.officers()) put(channel, state.officerId, state);
    open.add(channel);
    return channel;
  }

  function put({ grids, persons, picture }: Channel, id: number, state?: OfficerState): void {
    const isSeen = state && state.gridId !== null && grids.has(state.gridId);
    picture.set(id, isSeen ? (persons ? state : coarsened(state)) : null);
  }

  function channelOf(areaId: number): Promise<Channel> {
    const known = channels.get(areaId);
    if (known) return known;
    const opening = openChannel(areaId);
    channels.set(areaId, opening);
    opening.catch(() => channels.delete(areaId));
    return opening;
  }

  /** Areas change seldom: an officer whose grid came to an area, or left it, is so within AREAS_MS. */
  function refresh(channel: Channel): void {
    if (now() - channel.readMs < AREAS_MS) return;
    channel.readMs = now();
    gridsOf(channel.areaId)
      .then((grids) => {
        const isSame =
          grids.size === channel.grids.size && [...grids].every((id) => channel.grids.has(id));
        channel.grids = grids;
        if (isSame) return;
        for (const id of [...channel.picture.officerIds()]) put(channel, id, board.officer(id));
        for (const state of board.officers()) put(channel, state.officerId, state);
      })
      .catch(onError);
  }

  function nextOf(reader: Reading): MadeFrame | null {
    const { picture } = reader.channel;
    if (!reader.left && !picture.reaches({ life: picture.life, edition: reader.edition }))
      begin(reader);
    if (!reader.left) return picture.since(reader.edition);
    const part = picture.part(reader.left, reader);
    reader.left = part.taken < reader.left.length ? reader.left.slice(part.taken) : null;
    reader.begins = false;
    return part;
  }

  function begin(reader: Reading): void {
    const { picture } = reader.channel;
    Object.assign(reader, {
      edition: picture.edition(),
      left: picture.nearest(reader.view),
      begins: true,
    });
  }

  async function serve(reader: Reading): Promise<void> {
    reader.isDue = reader.isBusy;
    if (reader.isBusy) return;
    const next = nextOf(reader);
    if (!next) return;
    reader.isBusy = true;
    reader.edition = next.edition;
    try {
      await reader.deliver(next);
      reader.isBusy = false;
      // What did not fit need not wait for the clock.
      if ((!next.isWhole || reader.isDue) && readers.has(reader)) void serve(reader);
    } catch {
      if (readers.delete(reader)) reader.drop();
    }
  }

  function tick(): void {
    for (const id of board.takeChanged()) {
      const state = board.officer(id);
      for (const channel of open) put(channel, id, state);
    }
    const read = new Set([...readers].map(({ channel }) => channel));
    for (const channel of open) {
      channel.leftMs = read.has(channel) ? null : (channel.leftMs ?? now());
      if (channel.leftMs !== null && now() - channel.leftMs >= KEEP_MS) {
        open.delete(channel);
        channels.delete(channel.areaId);
        continue;
      }
      channel.picture.age();
      refresh(channel);
    }
    for (const reader of readers) void serve(reader);
  }

  const timer = setInterval(tick, FRAME_MS);
  timer.unref();

  return {
    /** Adds a reader of an area: what it lacks is sent at once, then what changes. `has`: whether somebody is in its picture, as a person. */
    async join(areaId: number, view: FleetView, reader: FleetReader) {
      const channel = await channelOf(areaId);
      const reading: Reading = {
        ...reader,
        channel,
        edition: 0,
        left: null,
        begins: false,
        view,
        ...{ isBusy: false, isDue: false },
      };
      const { held } = view;
      if (held && channel.picture.reaches(held)) reading.edition = held.edition;
      else begin(reading);
      channel.leftMs = null;
      readers.add(reading);
      void serve(reading);
      return {
        has: (id: number) => channel.persons && channel.picture.has(id),
        leave: () => void readers.delete(reading),
      };
    },
    close: () => clearInterval(timer),
  };
}

export type FleetStream = ReturnType<typeof createFleetStream>;
