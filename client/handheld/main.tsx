import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import './app.css';
import { openHandheld } from './core/handheld.ts';
import { useHandheld } from './core/state.ts';
import { start } from './i18n.ts';
import { currentIdentity } from './phone/identity.ts';

if (import.meta.env.PROD)
  void navigator.serviceWorker?.register('/handheld-worker.js', {
    scope: '/handheld',
    type: 'module',
  });

await start();
createRoot(document.getElementById('root')!).render(<App />);
const identity = (await currentIdentity()) ?? null;
useHandheld.setState({ identity });
if (identity) useHandheld.setState({ handheld: await openHandheld(identity) });
