import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { MINUTE_MS } from '../../server/contract/units.ts';
import { signOut, siteQuery } from '../api/session.ts';

const KEY = 'xunji.touched';
const LOOK_MS = 15_000;
const TOUCHES = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

const lastTouch = () => Number(localStorage.getItem(KEY)) || Date.now();

/** Signs out where nobody touched any window of this browser for as long as the deployment says. */
export function useIdleSignOut(): void {
  const { data: site } = useQuery(siteQuery);
  const idleMs = (site?.idleMin ?? 0) * MINUTE_MS;
  useEffect(() => {
    if (idleMs === 0) return;
    const touch = () => {
      // Once a look is enough, whatever the pointer does.
      if (Date.now() - lastTouch() >= LOOK_MS || !localStorage.getItem(KEY))
        localStorage.setItem(KEY, String(Date.now()));
    };
    localStorage.setItem(KEY, String(Date.now()));
    for (const name of TOUCHES) window.addEventListener(name, touch, { passive: true });
    const looking = window.setInterval(() => {
      if (Date.now() - lastTouch() >= idleMs) void signOut('idle');
    }, LOOK_MS);
    return () => {
      for (const name of TOUCHES) window.removeEventListener(name, touch);
      window.clearInterval(looking);
    };
  }, [idleMs]);
}
