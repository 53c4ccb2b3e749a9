import { useEffect } from 'react';
import { useLive } from '../live/stream/store.ts';
import { isServedStill } from '../shell/served-build.ts';

/** Goes over to a new release by itself: a release starts the server anew, so the stream comes back. */
export const useNewestBuild = (): void => {
  const state = useLive((s) => s.connection.state);
  useEffect(() => {
    if (state !== 'live') return;
    void isServedStill().then((still) => {
      if (!still) window.location.reload();
    });
  }, [state]);
};
