import { useEffect, useState } from 'react';

/** A value once it has stayed the same for a while, ms. */
export function useQuiet<T>(value: T, quietMs: number): T {
  const [quiet, setQuiet] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setQuiet(value), quietMs);
    return () => clearTimeout(timer);
  }, [value, quietMs]);
  return quiet;
}
