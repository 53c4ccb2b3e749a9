import { useEffect } from 'react';

/** Calls back on Escape, unless something on top (a dialog, a list that is open, a field) took the key for itself. */
export const useEscape = (close: () => void): void =>
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { target } = event;
      const isTyping = target instanceof HTMLElement && target.matches('input, textarea, select');
      if (event.key === 'Escape' && !event.defaultPrevented && !isTyping) close();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [close]);
