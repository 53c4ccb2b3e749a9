import { useSyncExternalStore } from 'react';

export const PHONE = '(max-width: 760px)';
/** Of somebody whose system is set to less motion: what moves steps, and nothing slides or fades in. */
export const CALM = '(prefers-reduced-motion: reduce)';

/** Whether a media query holds now. */
export const useMedia = (query: string): boolean =>
  useSyncExternalStore(
    (changed) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    () => window.matchMedia(query).matches,
  );
