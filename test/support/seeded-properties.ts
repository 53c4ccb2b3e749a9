import { configureGlobal } from 'fast-check';

/** Properties are tried on the same values in every run; SEED tries others. */
configureGlobal({ seed: Number(process.env.SEED ?? 1) });
