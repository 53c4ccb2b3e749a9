import { useEffect, useState } from 'react';
import { giveBack } from './focus.ts';

/** Gives the focus back to what had it before a drawer or dialog that is taken away at once when it closes. */
export const useFocusGivenBack = (): void => {
  // Before anything in it takes the focus.
  const [before] = useState(() => document.activeElement);
  useEffect(() => () => void setTimeout(() => giveBack(before)), [before]);
};
