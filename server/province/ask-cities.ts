import { Refusal } from '../errors.ts';
import type { City } from './province-file.ts';

/** A city that has not answered by then is away, ms. */
const ANSWER_MAX_MS = 30_000;

/**
 * What every city answers at a path of its API, in their order. Throws `unavailable` with every city that did not answer and why: figures of a
 * province without one of its cities are not the province's.
 */
export async function askCities<T>(
  cities: readonly City[],
  pathOf: (city: City) => string,
): Promise<T[]> {
  const answers = await Promise.allSettled(cities.map((city) => ask<T>(city, pathOf(city))));
  const away = answers.flatMap((answer, k) =>
    answer.status === 'rejected' ? [`${cities[k]!.name}: ${(answer.reason as Error).message}`] : [],
  );
  if (away.length > 0) throw Refusal.toProgram('unavailable', away.join('; '));
  return answers.map((answer) => (answer as PromiseFulfilledResult<T>).value);
}

async function ask<T>({ url, key }: City, path: string): Promise<T> {
  const reply = await fetch(new URL(path, url), {
    headers: { authorization: `Bearer ${key}` },
    signal: AbortSignal.timeout(ANSWER_MAX_MS),
  }).catch((error: Error) => {
    throw new Error(`no answer (${(error.cause as Error | undefined)?.message ?? error.message})`);
  });
  if (reply.ok) return (await reply.json()) as T;
  const told = (await reply.json().catch(() => ({}))) as { error?: string; detail?: string };
  throw new Error([reply.status, told.error, told.detail].filter(Boolean).join(' '));
}
