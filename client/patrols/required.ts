import type { Patrol } from '../../server/contract/patrols/patrol.ts';

/** What a figure had to reach by the norm the patrol was judged by; null while it is not judged. */
export const requiredOf = (
  patrol: Patrol,
  figure: keyof NonNullable<Patrol['required']>,
): number | null => patrol.required?.[figure] ?? null;
