import { type RefObject, useEffect, useRef } from 'react';
import { goesByKey } from './focus.ts';

const CONTROLS = 'input, textarea, button:not(:disabled), a[href]';

/**
 * A box (`tabIndex={-1}`) that takes the focus, by its first control where it has one, when what had it is gone after a change: whoever goes
 * by the keyboard goes on there, not at the top of the page. While no control of it can be used the box itself waits with it for the next change.
 */
export function useFocusKept<Box extends HTMLElement>(change: string): RefObject<Box | null> {
  const box = useRef<Box>(null);
  const seen = useRef(change);
  useEffect(() => {
    if (seen.current === change) return;
    seen.current = change;
    const { activeElement } = document;
    const isHere = activeElement === document.body || activeElement === box.current;
    if (isHere && goesByKey())
      (box.current?.querySelector<HTMLElement>(CONTROLS) ?? box.current)?.focus();
  }, [change]);
  return box;
}
