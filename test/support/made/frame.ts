import type { Frame } from '../../../server/contract/console/console.ts';
import type { Patrol } from '../../../server/contract/patrols/patrol.ts';

/** A patrol of two hours without a verdict, but for what is told. */
export const madePatrol = (part: Partial<Patrol>): Patrol => ({
  id: 1,
  officerId: 1,
  officerName: '',
  gridId: 7,
  gridName: '',
  origin: 'declared',
  startTime: '2026-03-01T00:00:00.000Z',
  endTime: '2026-03-01T02:00:00.000Z',
  outcome: null,
  reasons: [],
  effectiveMin: null,
  coverage: null,
  required: null,
  signals: [],
  contested: false,
  decision: null,
  decidedVersion: null,
  endGuessed: false,
  verdictOutcome: null,
  verdictVersion: null,
  ...part,
});

/** A frame of the live stream that says nothing new, but for what is told. */
export const madeFrame = (part: Partial<Frame>): Frame => ({
  snapshot: false,
  at: 1,
  patrols: [],
  alerts: [],
  warnings: [],
  incidents: [],
  incidentsGone: [],
  cases: [],
  ...part,
});
