import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { ApiKey } from '../../server/contract/metrics/metrics.ts';
import type {
  NewWebhook,
  Webhook,
  WebhookDelivery,
  WebhookInput,
  WebhookPatch,
} from '../../server/contract/webhooks/webhook.ts';
import { request } from '../api/request.ts';

/** How often what is on its way is asked after, ms. */
const POLL_MS = 3_000;

export const webhooksQuery = queryOptions({
  queryKey: ['webhooks'],
  queryFn: ({ signal }) =>
    request<{ webhooks: Webhook[] }>('/webhooks', { signal }).then((reply) => reply.webhooks),
  refetchInterval: POLL_MS,
});

export const createWebhook = (body: WebhookInput): Promise<NewWebhook> =>
  request('/webhooks', { method: 'POST', body });
export const changeWebhook = (id: number, body: WebhookPatch): Promise<Webhook> =>
  request(`/webhooks/${id}`, { method: 'PATCH', body });
export const rotateSecret = (id: number): Promise<NewWebhook> =>
  request(`/webhooks/${id}/secret`, { method: 'POST' });
export const testWebhook = (id: number): Promise<void> =>
  request(`/webhooks/${id}/test`, { method: 'POST' });
export const deleteWebhook = (id: number): Promise<void> =>
  request(`/webhooks/${id}`, { method: 'DELETE' });

export const deliveriesQuery = (id: number) =>
  infiniteQueryOptions({
    queryKey: ['deliveries', id],
    queryFn: ({ pageParam, signal }) =>
      request<{ deliveries: WebhookDelivery[]; next: number | null }>(
        `/webhooks/${id}/deliveries`,
        { query: { before: pageParam }, signal },
      ),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: POLL_MS,
  });

export const retryDelivery = (id: number, delivery: number): Promise<void> =>
  request(`/webhooks/${id}/deliveries/${delivery}/retry`, { method: 'POST' });

export const keysQuery = queryOptions({
  queryKey: ['api-keys'],
  queryFn: ({ signal }) =>
    request<{ keys: ApiKey[] }>('/api-keys', { signal }).then((reply) => reply.keys),
});

export const createKey = (
  body: Pick<ApiKey, 'name' | 'areaId' | 'requestsPerMinute'>,
): Promise<ApiKey & { key: string }> => request('/api-keys', { method: 'POST', body });
export const revokeKey = (id: number): Promise<void> =>
  request(`/api-keys/${id}`, { method: 'DELETE' });
