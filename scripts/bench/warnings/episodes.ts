/** One alarm of a method: on which day, of what, and whether it tells of the planted outbreak. */
export interface DayAlarm {
  day: number;
  /** Alarms of one name that follow within QUIET_D are one alarm that lasts. */
  name: string;
  hit: boolean;
}

const QUIET_D = 7;

/** First hit, in days after the start of the day the outbreak started on, and the false alarms. */
export interface Judged {
  delayD: number | null;
  falseAlarms: number;
}

/** An alarm is given at the end of its day, so one of the first day has a delay of 1. */
export function judgeAlarms(alarms: readonly DayAlarm[], startD: number): Judged {
  const last = new Map<string, number>();
  let falseAlarms = 0;
  let delayD: number | null = null;
  for (const { day, hit, name } of alarms) {
    if (hit) delayD ??= day - startD + 1;
    else {
      if (day - (last.get(name) ?? Number.NEGATIVE_INFINITY) > QUIET_D) falseAlarms += 1;
      last.set(name, day);
    }
  }
  return { delayD, falseAlarms };
}

/** Middle of delays; an outbreak never told of lies beyond every other. */
export function medianDelay(delays: readonly (number | null)[]): number | null {
  const sorted = [...delays].sort(
    (a, b) => (a ?? Number.POSITIVE_INFINITY) - (b ?? Number.POSITIVE_INFINITY),
  );
  const [low, high] = [sorted[(sorted.length - 1) >> 1]!, sorted[sorted.length >> 1]!];
  return low === null || high === null ? null : (low + high) / 2;
}
