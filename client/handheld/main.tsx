import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import './app.css';
import { openHandheld } from './core/handheld.ts';
import { useHandheld } from './core/state.ts';
import { start } from './i18n.ts';
import { currentIdentity, onUserChange } from './phone/identity.ts';

/** ms. */
const AGAIN_MS = 5_000;

if (import.meta.env.PROD)
  void navigator.serviceWorker?.register('/handheld-worker.js', {
    scope: '/handheld',
    type: 'module',
  });

await start();
createRoot(document.getElementById('root')!).render(<App />);

/** A phone whose disk is full can open nothing; it is tried again until there is room. */
async function begin(): Promise<void> {
  const identity = await currentIdentity().catch(() => undefined);
  useHandheld.setState({ identity, isFull: identity === undefined });
  if (identity === undefined) setTimeout(begin, AGAIN_MS);
  else if (identity) useHandheld.setState({ handheld: await openHandheld(identity) });
}
onUserChange(() => window.location.replace('/handheld'));
await begin();
