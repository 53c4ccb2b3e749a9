import { runNamed } from './run-named.ts';

/** `npm run drill -- NAME` runs ./drill/NAME.ts: what an IT department does, played through on databases of its own. Fails where it does not go well. */
await runNamed(new URL('./drill/', import.meta.url), 'drill');
