import { queryOptions } from '@tanstack/react-query';
import type { BindingBody, NewBinding } from '../../../server/contract/handhelds/binding.ts';
import type { Uploaded } from '../../../server/contract/handhelds/upload.ts';
import * as routes from '../../../server/contract/routes/field/handhelds.ts';
import { listHandhelds } from '../../../server/contract/routes/people/people.ts';
import { call } from '../../api/call.ts';

/** How often what was heard is asked after, ms. */
const POLL_MS = 3_000;

export const handheldsQuery = queryOptions({
  queryKey: ['handhelds'],
  queryFn: ({ signal }) => call(listHandhelds, { signal }).then((reply) => reply.handhelds),
});

export const bindingsQuery = (id: number) =>
  queryOptions({
    queryKey: ['bindings', id],
    queryFn: ({ signal }) => call(routes.listBindings, { params: { id }, signal }),
  });

export const heardQuery = (id: number) =>
  queryOptions({
    queryKey: ['heard', id],
    queryFn: ({ signal }) =>
      call(routes.readHeardOf, { params: { id }, signal }).then((reply) => reply.protocols),
    refetchInterval: POLL_MS,
  });

export const bind = (id: number, body: BindingBody): Promise<NewBinding> =>
  call(routes.bindHandheld, { params: { id }, body });
export const endBinding = (id: number, bindingId: number): Promise<void> =>
  call(routes.endBinding, { params: { id, bindingId } });
/** Says which terminal it is: that one is given its code when it registers. */
export const confirmTerminal = (id: number, bindingId: number, terminal: string) =>
  call(routes.confirmTerminal, { params: { id, bindingId }, body: { terminal } });
/** Sends the file of a logger as it is; its times without a zone are of `timeZone`. */
export const uploadTrack = (id: number, file: Blob, timeZone: string): Promise<Uploaded> =>
  call(routes.uploadTrack, { params: { id }, query: { timeZone }, body: file });

/** What was handed out when a handheld was connected: known until this page is left, for the server does not tell it again. */
export interface HandedOut {
  binding: Pick<NewBinding, 'protocol'>;
  /** With its token. */
  address: string | null;
  sharedKey?: string | undefined;
}
export const handedOutQuery = (code: string) =>
  queryOptions<HandedOut>({
    queryKey: ['handed-out', code],
    // Only the dialog that connects fills it; nothing can be fetched.
    enabled: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
