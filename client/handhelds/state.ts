import type { HandheldState } from '../../server/contract/handhelds/state.ts';

/** revoked: turned away. enrolled: a phone's own, until another one takes up a newer sheet. sheet: a sheet waits for its first phone. secret: neither, its secret was given otherwise or nobody has it. */
export const stateOf = ({
  enrolledAt,
  revokedAt,
  sheetUntil,
}: HandheldState): 'revoked' | 'enrolled' | 'sheet' | 'secret' =>
  revokedAt ? 'revoked' : enrolledAt ? 'enrolled' : sheetUntil ? 'sheet' : 'secret';

export const SHOWN = ['all', 'waiting', 'silent', 'revoked'] as const;
export type Shown = (typeof SHOWN)[number];

/** Whether a handheld is among those shown: waiting has no phone of its own yet, silent was not heard of. */
export const isIn = (shown: Shown, handheld: HandheldState): boolean => {
  const state = stateOf(handheld);
  switch (shown) {
    case 'all':
      return true;
    case 'waiting':
      return state === 'sheet' || state === 'secret';
    case 'silent':
      return state !== 'revoked' && handheld.heardAt === null;
    case 'revoked':
      return state === 'revoked';
  }
};
