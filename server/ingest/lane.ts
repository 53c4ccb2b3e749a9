/** Batches that wait for a commit, first come first served. */
export function createLane<Item extends { rows: number }>() {
  const waiting: Item[] = [];
  let rows = 0;
  return {
    add(item: Item): void {
      waiting.push(item);
      rows += item.rows;
    },
    /** Rows that wait. */
    rows: () => rows,
    /** The first batches of so many rows together; one at least, however large, where it is asked for. */
    take(mostRows: number, oneAtLeast: boolean): Item[] {
      const items: Item[] = [];
      let left = mostRows;
      while (waiting[0] && (waiting[0].rows <= left || (oneAtLeast && items.length === 0))) {
        const item = waiting.shift()!;
        left -= item.rows;
        rows -= item.rows;
        items.push(item);
      }
      return items;
    },
  };
}
