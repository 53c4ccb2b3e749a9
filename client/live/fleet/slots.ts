import { KEY, STRIDE } from './glide.ts';

const FIRST_ROOM = 1_024;

const empty = (room: number) => ({
  /** As glide.ts says. */
  glides: new Float32Array(room * STRIDE),
  ids: new Uint32Array(room),
  gridIds: new Uint32Array(room),
  patrolIds: new Float64Array(room),
  lngE7: new Int32Array(room),
  latE7: new Int32Array(room),
  /** Device time of the last fix, Unix ms. */
  seenMs: new Float64Array(room),
  flags: new Uint8Array(room),
  headings: new Uint8Array(room),
  activities: new Uint8Array(room),
  /** The picture an officer was last named in. */
  generations: new Uint32Array(room),
});
type Columns = ReturnType<typeof empty>;
const NAMES = Object.keys(empty(0)) as (keyof Columns)[];

/** Officers by slot, without gaps: columns that grow by doubling, and names. */
export function createSlots() {
  const slots = new Map<number, number>();
  const names: string[] = [];
  let room = 0;
  let keys = 0;
  let membership = 0;
  const store = {
    columns: empty(0),
    names,
    count: () => slots.size,
    slotOf: (id: number): number | undefined => slots.get(id),
    /** Another one whenever somebody came or left. */
    membership: () => membership,
    add(id: number): number {
      const slot = slots.size;
      if (slot >= room) {
        room = Math.max(FIRST_ROOM, 2 * room);
        const larger = empty(room);
        for (const name of NAMES) larger[name].set(store.columns[name]);
        store.columns = larger;
      }
      slots.set(id, slot);
      store.columns.ids[slot] = id;
      store.columns.gridIds[slot] = 0;
      store.columns.patrolIds[slot] = 0;
      store.columns.glides[slot * STRIDE + KEY] = ++keys;
      names[slot] = '';
      membership++;
      return slot;
    },
    /** The last slot takes the place of the one that leaves. */
    remove(slot: number): void {
      const last = slots.size - 1;
      slots.delete(store.columns.ids[slot]!);
      if (slot < last) {
        for (const name of NAMES) {
          const each = name === 'glides' ? STRIDE : 1;
          store.columns[name].copyWithin(slot * each, last * each, (last + 1) * each);
        }
        names[slot] = names[last]!;
        slots.set(store.columns.ids[slot]!, slot);
      }
      names.length = last;
      membership++;
    },
    clear(): void {
      slots.clear();
      names.length = 0;
      membership++;
    },
  };
  return store;
}
