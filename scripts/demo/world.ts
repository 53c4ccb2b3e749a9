import { buildWorld, type World } from '../simulator/world/world.ts';

/** The demo's district: small, the same every time. */
export const DEMO_SCENARIO = { scenario: 'luqiao', scale: 0.026, seed: 'demo' } as const;

export const demoWorld = (): World => buildWorld(DEMO_SCENARIO);
