import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { startI18n } from './i18n/index.ts';
import './theme/global.css';
import { lendNonce } from './theme/style-nonce.ts';

lendNonce();
await startI18n();
createRoot(document.getElementById('root')!).render(<App />);
