import { type Static, Type } from 'typebox';
import { literals } from '../literals.ts';
import { FixRange } from './verdict.ts';

/**
 * How sure signatures make it that fixes are the handheld's and whole: `signed` all of them, in one chain; `partly` some are not signed;
 * `unsigned` none is, the lower level: whoever knows the secret could have sent them; `broken` a chain or a signature does not hold.
 */
export const SIGNED_LEVELS = ['signed', 'partly', 'unsigned', 'broken'] as const;

/**
 * What of a chain does not hold: `gap` the batch before never came; `fork` two batches stand at one place of it, or one follows another than
 * came before; `foreign` signed by a key that is not the handheld's, or not by the key it names.
 */
export const CHAIN_BREAKS = ['gap', 'fork', 'foreign'] as const;

export const ChainBreak = Type.Object({
  kind: literals(CHAIN_BREAKS),
  number: Type.Integer({ description: 'Of the batch by its key' }),
  key: Type.String({ description: 'The first 8 hex digits of the key it is signed by' }),
  fixes: FixRange,
});
export type ChainBreak = Static<typeof ChainBreak>;

/** What signatures say of the fixes of a patrol. It stands beside the verdict and changes none. */
export const Signatures = Type.Object({
  level: literals(SIGNED_LEVELS),
  signed: Type.Integer({ description: 'Fixes in batches signed by a key of their handheld' }),
  unsigned: Type.Integer({ description: 'Fixes in no such batch' }),
  breaks: Type.Array(ChainBreak, { description: 'At most 100, by their time' }),
});
export type Signatures = Static<typeof Signatures>;
