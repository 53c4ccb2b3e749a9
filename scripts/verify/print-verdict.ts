import type { Interval, Verdict } from '../../server/contract/patrols/verdict.ts';

const interval = ({ low, best, high }: Interval, unit: string) =>
  `${best} ${unit}  [${low}, ${high}]`;

const percent = ({ low, best, high }: Interval): Interval => ({
  low: Math.round(1000 * low) / 10,
  best: Math.round(1000 * best) / 10,
  high: Math.round(1000 * high) / 10,
});

const time = (ms: number) => new Date(ms).toISOString();

/** A verdict as lines for people: what was decided, why, what was measured, which signs were found. */
export function verdictLines(
  title: string,
  { outcome, reasons, measures, signals, checkpoints, basis }: Verdict,
): string[] {
  const { fixes } = measures;
  const marked = Object.entries(fixes.marked).map(([mark, count]) => `${mark} ${count}`);
  return [
    `${title}: ${outcome}`,
    ...reasons.map(({ code, measured, required, unit }) =>
      measured === undefined
        ? `  reason     ${code}`
        : `  reason     ${code}: ${measured} ${unit ?? ''}${required === undefined ? '' : ` of ${required}`}`,
    ),
    `  effective  ${interval(measures.effectiveMin, 'min')}`,
    `  in grid    ${interval(measures.timeInGridMin, 'min')}, idle ${measures.idleMin}, vehicle ${measures.vehicleMin}, outside ${measures.outsideMin}, gaps ${measures.gapMin}`,
    `  coverage   ${interval(percent(measures.coverage), '%')}`,
    ...(measures.riskCoverage
      ? [`  of risk    ${interval(percent(measures.riskCoverage), '%')}`]
      : []),
    `  distance   ${interval(measures.distanceM, 'm')}`,
    `  fixes      ${fixes.total}, accepted ${fixes.accepted}${marked.length > 0 ? `, marked ${marked.join(', ')}` : ''}`,
    ...checkpoints.map(
      ({ id, visited, dwellS }) =>
        `  checkpoint ${id}: ${visited ? 'visited' : 'missed'}, ${dwellS} s`,
    ),
    ...signals.map(
      ({ code, strength, measured, threshold, fixes: [first] }) =>
        `  signal     ${code}, ${strength}: ${measured} (threshold ${threshold})${first ? `, from ${time(first.fromMs)}` : ''}`,
    ),
    `  basis      rules ${basis.ruleSet}, fixes ${basis.fixSet.slice(0, 16)}`,
  ];
}
