import { type RefObject, useEffect, useRef } from 'react';
import { giveBack, goesByKey } from './focus.ts';

/** A box (`tabIndex={-1}`) that takes the focus when it opens for whoever goes by the keyboard, and gives it back when it closes. */
export function useFocusTaken(): RefObject<HTMLElement | null> {
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    if (goesByKey()) box.current?.focus({ preventScroll: true });
    return () => giveBack(before);
  }, []);
  return box;
}
