import { byBeginning, type Presence } from './day-patrol.ts';

/**
 * Share of a patrol, 0 to 1, that lies within others that began before it. Scaling a patrol's figures by what is left makes an hour
 * count once however many patrols it lies in: what each keeps is at most the part of its span no earlier one has.
 */
export function sharedBefore(patrol: Presence, others: readonly Presence[]): number {
  const spanMs = patrol.endMs - patrol.startMs;
  const earlier = others
    .filter((other) => byBeginning(other, patrol) < 0 && other.endMs > patrol.startMs)
    .sort(byBeginning);
  if (spanMs <= 0) return earlier.length > 0 ? 1 : 0;
  let [sharedMs, untilMs] = [0, patrol.startMs];
  for (const { startMs, endMs } of earlier) {
    const from = Math.max(startMs, untilMs);
    const to = Math.min(endMs, patrol.endMs);
    if (to > from) sharedMs += to - from;
    untilMs = Math.max(untilMs, to);
  }
  return sharedMs / spanMs;
}
