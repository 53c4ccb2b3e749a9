import type { LngLat } from '../../server/contract/areas/geo.ts';
import type { Case } from '../../server/contract/cases/case.ts';
import type { Alert } from '../../server/contract/console/console.ts';
import type { Warning } from '../../server/contract/warnings/warning.ts';
import { isOpen, isStanding as stillSo } from '../live/alerts/alert-state.ts';
import { isStanding } from '../warnings/filter.ts';

/** What somebody must see to, the most urgent kind first. */
const NEED_KINDS = ['sos', 'red-warning', 'red-case', 'silent'] as const;
export type NeedKind = (typeof NEED_KINDS)[number];

/** What the whole wall is coloured by: `red` wants somebody now, `amber` soon. */
export type Tone = 'calm' | 'amber' | 'red';

const TONES: Record<NeedKind, Tone> = {
  sos: 'red',
  'red-warning': 'red',
  'red-case': 'amber',
  silent: 'amber',
};

export interface Need {
  /** The same as long as it is the same thing. */
  key: string;
  kind: NeedKind;
  /** Of an officer; empty where it is of none. */
  name: string;
  /** A grid as a rule, else with its name. */
  areaId: number | null;
  areaName?: string;
  /** Code of what was reported; null where it is nothing reported. */
  category: string | null;
  /** Since when, Unix ms. */
  sinceMs: number;
  place: LngLat | null;
}

const ofAlert = (kind: 'sos' | 'silent', alert: Alert): Need => ({
  key: `alert-${alert.id}`,
  kind,
  name: alert.officerName,
  areaId: alert.gridId,
  category: null,
  sinceMs: Date.parse(alert.at),
  place: alert.lng === null || alert.lat === null ? null : { lng: alert.lng, lat: alert.lat },
});

const ofWarning = (warning: Warning): Need => ({
  key: `warning-${warning.id}`,
  kind: 'red-warning',
  name: '',
  areaId: warning.areaId,
  areaName: warning.areaName,
  category: warning.category,
  sinceMs: Date.parse(warning.raisedAt),
  place: warning.centre,
});

const ofCase = (one: Case): Need => ({
  key: `case-${one.id}`,
  kind: 'red-case',
  name: '',
  areaId: one.gridId,
  category: one.category,
  sinceMs: Date.parse(one.dueAt ?? one.openedAt),
  place: one.position,
});

interface Known {
  alerts: Iterable<Alert>;
  warnings: Iterable<Warning>;
  /** Those with a red light. */
  cases: readonly Case[];
}

/** What needs somebody now: calls for help and officers gone silent that nobody saw to, red warnings nobody took in hand, cases over their deadline; by kind, each newest first. */
export function needsOf({ alerts, warnings, cases }: Known): Need[] {
  const open = [...alerts].filter(isOpen);
  return [
    ...open.filter(({ kind }) => kind === 'sos').map((alert) => ofAlert('sos', alert)),
    ...[...warnings]
      .filter((one) => one.level === 'red' && one.state !== 'in-hand' && isStanding(one))
      .map(ofWarning),
    ...cases.map(ofCase),
    ...open
      .filter((alert) => alert.kind === 'silent' && stillSo(alert))
      .map((alert) => ofAlert('silent', alert)),
  ].sort(
    (a, b) => NEED_KINDS.indexOf(a.kind) - NEED_KINDS.indexOf(b.kind) || b.sinceMs - a.sinceMs,
  );
}

/** The tone of the most urgent. `isLost`: what is new is not heard, which is never calm. */
export const toneOf = (needs: readonly Need[], isLost: boolean): Tone =>
  needs.some(({ kind }) => TONES[kind] === 'red')
    ? 'red'
    : needs.length > 0 || isLost
      ? 'amber'
      : 'calm';

/** Those of them that ring: red, and not among those known a moment ago. */
export const newAlarms = (needs: readonly Need[], known: ReadonlySet<string>): Need[] =>
  needs.filter(({ kind, key }) => TONES[kind] === 'red' && !known.has(key));
