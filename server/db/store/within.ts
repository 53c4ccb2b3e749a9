import { Refusal } from '../../errors.ts';

/** What `work` comes to, or `unavailable` for as long again where that takes longer than `ms`. The work itself is not stopped. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(Refusal.later('store-slow', ms, { code: 'unavailable' })), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
