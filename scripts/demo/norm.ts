import type { NormRules } from '../../server/contract/norms/norm.ts';

/** The demo's rules: two staggered patrols a day, in wider hours than the place's own, so that there are officers out until the evening. */
export const DEMO_RULES = {
  dutyHours: { from: '06:00', to: '23:30' },
  windows: [
    { from: '06:00', to: '11:30' },
    { from: '11:30', to: '21:00' },
  ],
} satisfies Partial<NormRules>;
