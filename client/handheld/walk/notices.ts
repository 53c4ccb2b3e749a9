import type { NormRules } from '../../../server/contract/norms/norm.ts';
import { MINUTE_MS } from '../../../server/contract/units.ts';

export type Notice = 'no-permission' | 'no-signal' | 'outside' | 'idle' | 'window-ends';

/** How the walk stands, Unix ms; null where it is not so. */
export interface Standing {
  gap: string | null;
  outsideSince: number | null;
  stillSince: number | null;
  /** When the window the patrol began in ends. */
  windowEndsAt: number | null;
  minutesLeft: number;
}

/** Said this long before it would become an alert, and before a window ends. */
const OUTSIDE_MS = 2 * MINUTE_MS;
const WINDOW_MS = 15 * MINUTE_MS;

type Rule = (standing: Standing, rules: NormRules, nowMs: number) => boolean;

/** What an officer is told while walking, in the order shown. */
const NOTICES: Record<Notice, Rule> = {
  'no-permission': ({ gap }) => gap === 'permission',
  'no-signal': ({ gap }) => gap === 'no-satellites',
  outside: ({ outsideSince }, _, nowMs) =>
    outsideSince !== null && nowMs - outsideSince >= OUTSIDE_MS,
  idle: ({ stillSince }, { idleAllowanceMinutes }, nowMs) =>
    stillSince !== null && nowMs - stillSince >= (idleAllowanceMinutes * MINUTE_MS) / 2,
  'window-ends': ({ windowEndsAt, minutesLeft }, _, nowMs) =>
    windowEndsAt !== null && minutesLeft > 0 && windowEndsAt - nowMs <= WINDOW_MS,
};

export const noticesOf = (standing: Standing, rules: NormRules, nowMs: number): Notice[] =>
  (Object.keys(NOTICES) as Notice[]).filter((notice) => NOTICES[notice](standing, rules, nowMs));
