import { useEffect } from 'react';
import { wantsWall } from '../../server/contract/accounts/wall.ts';
import { getSession, keepWall } from '../../server/contract/routes/people/accounts.ts';
import { MINUTE_MS } from '../../server/contract/units.ts';
import { call } from '../api/call.ts';

/** How often it is looked whether the session is about to end. */
const LOOK_MS = 5 * MINUTE_MS;

/** Keeps the wall signed in for as long as it hangs. */
export function useKeptSession(): void {
  useEffect(() => {
    const look = async () => {
      if (wantsWall(await call(getSession), Date.now())) await call(keepWall);
    };
    // A server that does not answer is asked again; a session that is over shows elsewhere.
    const lookAgain = () => void look().catch(() => undefined);
    lookAgain();
    const timer = window.setInterval(lookAgain, LOOK_MS);
    return () => window.clearInterval(timer);
  }, []);
}
