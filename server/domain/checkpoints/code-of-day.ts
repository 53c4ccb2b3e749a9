import { createHmac } from 'node:crypto';
import { PROOF_BITS, writeCode } from '../../contract/checkpoints/code.ts';

/** What the codes of a checkpoint are made of: its number, which they tell, and a secret, which the server keeps. */
export interface CodeMaker {
  number: number;
  secret: string;
}

/** In place of a day: the printed code that stays the same. */
export const TAG = 'tag';

/** The code of a checkpoint for a local day (YYYY-MM-DD), or its `TAG`. */
export const codeOf = (maker: CodeMaker, day: string): string =>
  writeCode({ number: maker.number, proof: proofOf(maker, day) });

/** The first bits of HMAC-SHA-256 (RFC 2104) over the number and the day. */
export function proofOf({ number, secret }: CodeMaker, day: string): number {
  const mac = createHmac('sha256', secret).update(`xunji checkpoint ${number} ${day}`).digest();
  return mac.readUIntBE(0, PROOF_BITS / 8);
}
