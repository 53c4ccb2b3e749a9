import { warnings } from '../console/analysis/warnings.ts';
import { error } from '../console/error.ts';
import { alerts } from '../console/field/alerts.ts';
import { honestKind, rarity } from '../console/field/rarity.ts';
import { standing, verdict } from '../console/field/verdict.ts';
import { handheld as own } from './handheld.ts';

const { sos, silent, suspicious, idle, limit } = alerts;

/** Everything the officer's handheld says. */
export const handheld = {
  ...own,
  error,
  refusal: { ...error, ...own.more.refusal },
  standing,
  reasonText: verdict.reasonText,
  signalText: verdict.signalText,
  signalInnocent: verdict.signalInnocent,
  rarity,
  honestKind,
  gapReason: verdict.gapReason,
  alert: {
    sos,
    silent,
    suspicious,
    idle,
    limit,
    'off-grid': alerts['off-grid'],
    'late-start': alerts['late-start'],
    'will-not-make-it': alerts['will-not-make-it'],
  },
  warningLevel: warnings.level,
  warningCounts: warnings.counts,
};
