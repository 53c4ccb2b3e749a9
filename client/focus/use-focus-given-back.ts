import { useEffect } from 'react';
import { giveBack } from './focus.ts';

/** Gives the focus back to what had it before a drawer that is taken away at once when it closes. */
export const useFocusGivenBack = (): void =>
  useEffect(() => {
    const before = document.activeElement;
    return () => void setTimeout(() => giveBack(before));
  }, []);
