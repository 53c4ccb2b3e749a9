import { ACTIVITIES, type Fleet } from './fleet.ts';

/** Officers in the order of the list: who moves, who stands, who is silent, each by id; sorted anew only where somebody came or left. */
export function createOrder(fleet: Fleet): () => readonly number[] {
  let byId: number[] = [];
  let membership = -1;
  return () => {
    if (membership !== fleet.membership()) {
      membership = fleet.membership();
      byId = Array.from({ length: fleet.count() }, (_, slot) => fleet.idAt(slot)!).sort(
        (a, b) => a - b,
      );
    }
    const rows = ACTIVITIES.map((): number[] => []);
    for (const id of byId) rows[ACTIVITIES.indexOf(fleet.activityAt(fleet.slotOf(id)!))]!.push(id);
    return rows.flat();
  };
}
