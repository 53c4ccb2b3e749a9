import { ALERT_KINDS, type Alert } from '../../../server/contract/console/console.ts';

export type AlertKind = Alert['kind'];
export { ALERT_KINDS };

/** Nobody has seen to it, and it was so. */
export const isOpen = (alert: Alert): boolean =>
  alert.acknowledgedBy === null && alert.withdrawnAt === null;

/** Still so, as far as anybody knows. */
export const isStanding = (alert: Alert): boolean =>
  alert.until === null && alert.withdrawnAt === null;

const rank = (alert: Alert): number => {
  if (!isOpen(alert)) return 3;
  if (alert.kind === 'sos') return 0;
  return isStanding(alert) ? 1 : 2;
};

/** Calls for help first, then what stands, what is over, and what was seen to; each newest first. */
export const byUrgency = (a: Alert, b: Alert): number =>
  rank(a) - rank(b) || Date.parse(b.at) - Date.parse(a.at) || b.id - a.id;

export interface AlertFilter {
  /** Only what waits for somebody. */
  onlyOpen: boolean;
  /** None: all. */
  kinds: readonly AlertKind[];
}

export const matches = (alert: Alert, { onlyOpen, kinds }: AlertFilter): boolean =>
  (!onlyOpen || isOpen(alert)) && (kinds.length === 0 || kinds.includes(alert.kind));
