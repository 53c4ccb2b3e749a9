import { queryOptions } from '@tanstack/react-query';
import type { BindingBody, NewBinding } from '../../../server/contract/handhelds/binding.ts';
import type { Uploaded } from '../../../server/contract/handhelds/upload.ts';
import * as routes from '../../../server/contract/routes/handhelds.ts';
import { listHandhelds } from '../../../server/contract/routes/people.ts';
import { call } from '../../api/call.ts';
import { request } from '../../api/request.ts';

/** How often what was heard is asked after, ms. */
const POLL_MS = 3_000;

export const handheldsQuery = queryOptions({
  queryKey: ['handhelds'],
  queryFn: ({ signal }) => call(listHandhelds, { signal }).then((reply) => reply.handhelds),
});

export const bindingsQuery = (id: number) =>
  queryOptions({
    queryKey: ['bindings', id],
    queryFn: ({ signal }) =>
      call(routes.listBindings, { params: { id }, signal }).then((reply) => reply.bindings),
  });

export const heardQuery = (id: number) =>
  queryOptions({
    queryKey: ['heard', id],
    queryFn: ({ signal }) =>
      call(routes.readHeardOf, { params: { id }, signal }).then((reply) => reply.protocols),
    refetchInterval: POLL_MS,
  });

export const bind = (id: number, body: BindingBody): Promise<NewBinding> =>
  request(`/handhelds/${id}/bindings`, { method: 'POST', body });
export const endBinding = (id: number, bindingId: number): Promise<void> =>
  call(routes.endBinding, { params: { id, bindingId } });
/** Sends the file of a logger as it is. */
export const uploadTrack = (id: number, file: Blob): Promise<Uploaded> =>
  request(`/handhelds/${id}/tracks`, { method: 'POST', body: file });
