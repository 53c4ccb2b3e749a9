import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createSigner } from '../../../scripts/simulator/wire/signer.ts';
import { NO_BATCH, signedText } from '../../../server/contract/fixes/proof.ts';
import vectors from '../../../server/contract/fixes/proof-vectors.json' with { type: 'json' };
import {
  checkSignatures,
  type SignedBatch,
} from '../../../server/domain/verification/check-signatures.ts';

const HANDHELD = 7;
const SESSION = 1_780_272_000_000;
const fixes = Array.from({ length: 9 }, (_, seq) => ({
  ...{ handheldId: HANDHELD, session: SESSION, seq, t: SESSION + 1000 * seq },
}));
/** Three batches of three fixes, each after the one before. */
const chain = [1, 2, 3].map(
  (number): SignedBatch => ({
    ...{ handheldId: HANDHELD, key: 'ab'.repeat(32), number, session: SESSION },
    ...{ hash: `h${number}`, previous: number === 1 ? NO_BATCH : `h${number - 1}` },
    ...{ seqs: [[3 * number - 3, 3 * number - 1]], isOwn: true, isValid: true },
  }),
);
const [one, two, three] = chain as [SignedBatch, SignedBatch, SignedBatch];
const found = (batches: readonly SignedBatch[]) => {
  const { breaks, level, signed, unsigned } = checkSignatures(fixes, batches);
  return { level, signed, unsigned, breaks: breaks.map(({ kind, number }) => `${kind} ${number}`) };
};

describe('Signed batches', () => {
  it('are what the vectors for makers of terminals say', () => {
    const signer = createSigner(vectors.seed);
    expect(signer.key).toBe(vectors.key);
    for (const { batch, sha256, text } of vectors.batches) {
      const { proof, ...unsigned } = batch;
      expect(signedText({ ...unsigned, ...proof })).toBe(text);
      expect(createHash('sha256').update(text).digest('hex')).toBe(sha256);
      expect(signer.sign(unsigned as Parameters<typeof signer.sign>[0])).toEqual(proof);
    }
    expect(vectors.batches[1]!.batch.proof.previous).toBe(vectors.batches[0]!.sha256);
  });

  it('in one chain make all their fixes the handheld’s, in whatever order they are told', () => {
    const whole = { level: 'signed', signed: 9, unsigned: 0, breaks: [] };
    expect(found(chain)).toEqual(whole);
    expect(found([three, one, two])).toEqual(whole);
    expect(found([])).toEqual({ level: 'unsigned', signed: 0, unsigned: 9, breaks: [] });
    expect(found([one, two])).toEqual({ level: 'partly', signed: 6, unsigned: 3, breaks: [] });
  });

  it.each<[string, SignedBatch[], { breaks: string[]; signed?: number }]>([
    ['one that never came', [one, three], { breaks: ['gap 3'], signed: 6 }],
    [
      'another at the same place',
      [...chain, { ...two, hash: 'x' }],
      { breaks: ['fork 2', 'fork 2'] },
    ],
    [
      'one after another than came before',
      [one, two, { ...three, previous: 'x' }],
      { breaks: ['fork 3'] },
    ],
    ['a key of nobody', [one, { ...two, isOwn: false }], { breaks: ['foreign 2'], signed: 3 }],
    [
      'a signature of another key',
      [one, { ...two, isValid: false }],
      { breaks: ['foreign 2'], signed: 3 },
    ],
  ])('show %s', (_, batches, { breaks, signed = 9 }) => {
    expect(found(batches)).toEqual({ level: 'broken', signed, unsigned: 9 - signed, breaks });
  });

  it('name the stretch of fixes that a break rests on', () => {
    expect(checkSignatures(fixes, [one, three]).breaks[0]).toEqual({
      ...{ kind: 'gap', number: 3, key: 'abababab' },
      fixes: { handheldId: HANDHELD, fromMs: SESSION + 6000, toMs: SESSION + 8000 },
    });
  });
});
