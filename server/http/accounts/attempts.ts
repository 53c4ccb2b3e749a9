import type { FastifyRequest } from 'fastify';
import type { Brakes } from '../../domain/accounts/brake.ts';
import { Refusal } from '../../errors.ts';

/** Behind one address there may be many who mistype. */
const ADDRESS = { free: 50 };

/** Slows down who guesses passwords and codes, by account and by address, wherever one is asked for. */
export function createAttempts({ now, brakes }: { now: () => number; brakes: Brakes }) {
  const accounts = brakes.of('account');
  const addresses = brakes.of('account address', ADDRESS);

  /** One more try. Throws `too-many-requests` where it comes too early; counts as failed until it is told otherwise. */
  function begin(name: string, { ip }: FastifyRequest): void {
    const waitMs = Math.max(accounts.waitMs(name, now()), addresses.waitMs(ip, now()));
    if (waitMs > 0) throw Refusal.later('wrong-too-often', waitMs);
    // Counted before the answer is known: guesses sent side by side must not be cheaper.
    accounts.failed(name, now());
  }

  return {
    begin,
    failed: ({ ip }: FastifyRequest) => addresses.failed(ip, now()),
    succeeded: accounts.succeeded,
  };
}

export type Attempts = ReturnType<typeof createAttempts>;
