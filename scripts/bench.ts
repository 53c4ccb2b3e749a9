import { runNamed } from './run-named.ts';

/** `npm run bench -- NAME` runs ./bench/NAME.ts; its default export prints one JSON line a measure. */
await runNamed(new URL('./bench/', import.meta.url), 'benchmark');
