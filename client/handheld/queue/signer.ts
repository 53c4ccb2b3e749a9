import type { WireFix } from '../../../server/contract/fixes/fix.ts';
import { type BatchProof, NO_BATCH, signedText } from '../../../server/contract/fixes/proof.ts';
import * as routes from '../../../server/contract/routes/field/own.ts';
import { asRequestError } from '../../api/request.ts';
import { hex, type Identity, signingKeyOf } from '../phone/identity.ts';
import type { Link } from './link.ts';
import type { Queue } from './queue.ts';
import type { Chain } from './records.ts';

interface Batch {
  session: number;
  fixes: WireFix[];
  proof?: BatchProof;
}

/** Answers to a key after which this phone goes on unsigned: the server knows another, or none at all. */
const UNSIGNED: ReadonlySet<string> = new Set(['forbidden', 'not-found']);

/** The batch at the head of the queue as it was signed, where it was sent and not answered. */
const signedBefore = (
  chain: Chain | undefined,
  session: number,
  fixes: WireFix[],
): Batch | undefined => {
  const sent = chain?.sent;
  return sent?.session === session && sent.first === fixes[0]!.seq
    ? { session, fixes: fixes.slice(0, sent.count), proof: sent.proof }
    : undefined;
};

/**
 * Signs batches with the key of this phone, one after the other: what was signed is kept until it is answered, and goes out again as it was.
 * Where the browser has no Ed25519 or the phone no room, batches go out unsigned.
 */
export function createSigner({
  queue,
  link,
  identity,
}: {
  queue: Queue;
  link: Link;
  identity: Identity;
}) {
  let isUnsigned = false;

  /** The key, told to the server once; undefined where this phone does not sign. */
  async function keyInForce() {
    if (isUnsigned) return undefined;
    const signing = await signingKeyOf(identity);
    if (signing && (await queue.get('keyTold')) !== signing.key)
      try {
        await link.call(routes.putOwnKey, { body: { key: signing.key } });
        await queue.put('keyTold', signing.key);
      } catch (error) {
        if (!UNSIGNED.has(asRequestError(error).code)) throw error;
        isUnsigned = true;
      }
    isUnsigned ||= signing === undefined;
    return isUnsigned ? undefined : signing;
  }

  return {
    /** The next batch from the head of the queue, signed. */
    async sign(session: number, fixes: WireFix[]): Promise<Batch> {
      const known = await queue.get('chain');
      // The key cannot be read, nor a chain kept: what was signed goes out as it was, all else unsigned.
      if (queue.isFull()) return signedBefore(known, session, fixes) ?? { session, fixes };
      const signing = await keyInForce();
      if (!signing) return { session, fixes };
      const { key, privateKey } = signing;
      let chain: Chain =
        known?.key === key ? known : { key, number: 0, hash: NO_BATCH, sent: null };
      const before = signedBefore(chain, session, fixes);
      if (before) return before;
      const { sent } = chain;
      // Its fixes have left the queue: it was answered.
      if (sent) chain = { key, number: sent.proof.number, hash: sent.hash, sent: null };
      const place = { number: chain.number + 1, previous: chain.hash };
      const text = new TextEncoder().encode(signedText({ session, fixes, ...place }));
      const [signature, hash] = await Promise.all([
        crypto.subtle.sign('Ed25519', privateKey, text),
        crypto.subtle.digest('SHA-256', text),
      ]);
      const proof = { key, ...place, signature: hex(signature) };
      const { length: count } = fixes;
      const next = { session, first: fixes[0]!.seq, count, hash: hex(hash), proof };
      if (!(await queue.put('chain', { ...chain, sent: next }))) {
        // No room to remember it: what goes out unsigned makes some.
        await queue.put('chain', chain);
        return { session, fixes };
      }
      return { session, fixes, proof };
    },
  };
}

export type Signer = ReturnType<typeof createSigner>;
