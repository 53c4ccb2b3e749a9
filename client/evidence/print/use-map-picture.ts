import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/** When the page was printed last, Unix ms, and the map as it was drawn then; taken right before printing. */
export const useMapPicture = (): { atMs: number; src: string | null } => {
  const [taken, setTaken] = useState<{ atMs: number; src: string | null }>({
    atMs: Date.now(),
    src: null,
  });
  useEffect(() => {
    const take = () => {
      const canvas = document.querySelector<HTMLCanvasElement>('[data-testid=map] canvas');
      // Printing does not wait for React.
      flushSync(() => setTaken({ atMs: Date.now(), src: canvas?.toDataURL('image/png') ?? null }));
    };
    window.addEventListener('beforeprint', take);
    return () => window.removeEventListener('beforeprint', take);
  }, []);
  return taken;
};
