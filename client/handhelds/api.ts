import { queryOptions } from '@tanstack/react-query';
import type { RevokedWhy, Sheet } from '../../server/contract/handhelds/state.ts';
import * as routes from '../../server/contract/routes/field/handhelds.ts';
import { call } from '../api/call.ts';

/** How often the state of handhelds is asked after, ms. */
const POLL_MS = 10_000;

export const statesQuery = queryOptions({
  queryKey: ['handheld-states'],
  queryFn: ({ signal }) =>
    call(routes.listHandheldStates, { signal }).then((reply) => reply.handhelds),
  refetchInterval: POLL_MS,
});

/** Sheets for these handhelds, told this once. */
export const makeSheets = (handhelds: string[]): Promise<Sheet[]> =>
  call(routes.makeSheets, { body: { handhelds } }).then((reply) => reply.sheets);

export const revoke = (code: string, why: RevokedWhy) =>
  call(routes.revokeHandheld, { params: { code }, body: { why } });
