import type { TSchema } from 'typebox';
import type { Part, Reply, Route } from '../../server/contract/routes/route.ts';
import { addressOf, type Call, request, requestFile } from './request.ts';

/** Values of a query as a page has them: null is left out, and numbers are written as text. */
type Loose<Q> = {
  [K in keyof Q]: Q[K] | null | (string extends NonNullable<Q[K]> ? number : never);
};

type Where<R extends Route> = (R extends { params: TSchema }
  ? { params: Part<R, 'params'> }
  : unknown) &
  (R extends { query: TSchema }
    ? Partial<Part<R, 'query'>> extends Part<R, 'query'>
      ? { query?: Loose<Part<R, 'query'>> }
      : { query: Loose<Part<R, 'query'>> }
    : unknown);

/** The body, or a file as it is: a route with a limit of its own and no schema takes one. */
type Body<R extends Route> = R extends { body: TSchema }
  ? { body: Part<R, 'body'> }
  : R extends { bodyMaxBytes: number }
    ? { body: Blob }
    : unknown;

type Asked<R extends Route> = Where<R> &
  Body<R> & { signal?: AbortSignal; onLine?: (line: unknown) => void };

/** What a call comes to; nothing where the route answers with its status alone. */
export type Answer<R extends Route> = [Reply<R>] extends [null] ? undefined : Reply<R>;

interface Parts {
  params?: Record<string, string | number>;
  query?: Call['query'];
}

/** The address of a route below /api/v1, for a link. */
export const addressOfRoute = <R extends Route>(route: R, where: Where<R>): string => {
  const { params, query } = where as Parts;
  return addressOf(pathOf(route, params), query);
};

const pathOf = ({ path }: Route, params: Parts['params'] = {}): string =>
  path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name]!));

/** Calls a route of the API. Throws RequestError. */
export const call = <R extends Route>(
  route: R,
  ...[asked]: Partial<Asked<R>> extends Asked<R> ? [asked?: Asked<R>] : [asked: Asked<R>]
): Promise<Answer<R>> => {
  const { params, ...rest } = (asked ?? {}) as Parts &
    Pick<Call, 'authorization' | 'body' | 'onLine' | 'signal'>;
  const { method, replies } = route;
  return request(pathOf(route, params), { ...rest, method, replies });
};

/** Fetches a route's answer as a file. Throws RequestError. */
export const callForFile = <R extends Route>(route: R, where: Where<R>): Promise<Blob> => {
  const { params, query } = where as Parts;
  return requestFile(pathOf(route, params), query);
};
