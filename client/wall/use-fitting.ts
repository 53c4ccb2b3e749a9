import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** A list of which only whole rows are shown, and how many of them there is room for: nobody scrolls a wall. */
export function useFitting<List extends HTMLElement>(): [RefObject<List | null>, number] {
  const list = useRef<List>(null);
  const [fitting, setFitting] = useState(Number.POSITIVE_INFINITY);
  // Each time: what a row says, and so its height, changes with whatever is told.
  useLayoutEffect(() => {
    if (!list.current) return;
    const { bottom } = list.current.getBoundingClientRect();
    const rows = [...list.current.children];
    const cut = rows.findIndex((row) => row.getBoundingClientRect().bottom > bottom + 1);
    setFitting(cut < 0 ? Number.POSITIVE_INFINITY : cut);
  });
  return [list, fitting];
}
