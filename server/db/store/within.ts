import { Refusal } from '../../errors.ts';

/** What `work` comes to, or `unavailable` where that takes longer than `ms`. The work itself is not stopped. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Refusal('unavailable', 'the store is too slow')), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
