import { useEffect } from 'react';
import { isTyping } from '../focus/focus.ts';

/** Calls back on Escape, unless something on top (a dialog, a list that is open, a field) took the key for itself. */
export const useEscape = (close: () => void): void =>
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !isTyping(event.target)) close();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [close]);
