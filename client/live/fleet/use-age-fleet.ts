import { useEffect } from 'react';
import { useNow } from '../../parts/use-now.ts';
import { ageFleet, useFleet } from './fleet-store.ts';

/** Who falls silent says nothing: looked for this often. */
const AGE_MS = 15_000;

/** Keeps activities in step with the clock. */
export const useAgeFleet = (): void => {
  const isThere = useFleet((f) => f.isThere);
  const at = useNow(AGE_MS);
  useEffect(() => {
    if (isThere) ageFleet(at);
  }, [isThere, at]);
};
