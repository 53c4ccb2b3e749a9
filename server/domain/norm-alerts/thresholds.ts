import { Create } from 'typebox/value';
import { AlertRules, type NormRules } from '../../contract/norms/norm.ts';
import { MINUTE_MS } from '../../contract/units.ts';

/** A norm that allows no idling still lets an officer tie a shoe. */
const IDLE_MIN_MINUTES = 5;
const DEFAULTS = Create(AlertRules) as AlertRules;

/** What alerts are raised and ended by, ms and metres. */
export interface Thresholds {
  lateStartMs: number;
  willNotMakeItMs: number;
  offGridMs: number;
  silentMs: number;
  idleMs: number;
  /** Hysteresis in time: this long the other way before an alert ends. */
  backMs: number;
  /** Hysteresis in place: nearer to the border is neither inside nor outside. */
  borderM: number;
  /** A position less accurate says nothing. */
  maxAccuracyM: number;
  /** What lies between two fixes further apart is unknown. */
  maxGapMs: number;
}

/** Thresholds of a norm; what it does not set follows the defaults. */
export function thresholdsOf(rules: NormRules): Thresholds {
  const alerts = { ...DEFAULTS, ...rules.alerts };
  return {
    lateStartMs: alerts.lateStartMinutes * MINUTE_MS,
    willNotMakeItMs: alerts.willNotMakeItMinutes * MINUTE_MS,
    offGridMs: alerts.offGridMinutes * MINUTE_MS,
    silentMs: alerts.silentMinutes * MINUTE_MS,
    idleMs:
      (alerts.idleMinutes ?? Math.max(IDLE_MIN_MINUTES, rules.idleAllowanceMinutes)) * MINUTE_MS,
    backMs: alerts.backMinutes * MINUTE_MS,
    borderM: alerts.borderM,
    maxAccuracyM: rules.maxAccuracyM,
    // The track is kept by the minute, so a whole minute more can lie between two of its fixes.
    maxGapMs: rules.maxGapS * 1000 + MINUTE_MS,
  };
}
