import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { ApiKey } from '../../server/contract/metrics/metrics.ts';
import * as keys from '../../server/contract/routes/people/api-keys.ts';
import * as webhooks from '../../server/contract/routes/webhooks.ts';
import type {
  NewWebhook,
  Webhook,
  WebhookInput,
  WebhookPatch,
} from '../../server/contract/webhooks/webhook.ts';
import { call } from '../api/call.ts';

/** How often what is on its way is asked after, ms. */
const POLL_MS = 3_000;

export const webhooksQuery = queryOptions({
  queryKey: ['webhooks'],
  queryFn: ({ signal }) => call(webhooks.listWebhooks, { signal }).then((reply) => reply.webhooks),
  refetchInterval: POLL_MS,
});

export const createWebhook = (body: WebhookInput): Promise<NewWebhook> =>
  call(webhooks.createWebhook, { body });
export const changeWebhook = (id: number, body: WebhookPatch): Promise<Webhook> =>
  call(webhooks.changeWebhook, { params: { id }, body });
export const rotateSecret = (id: number): Promise<NewWebhook> =>
  call(webhooks.rotateWebhookSecret, { params: { id } });
export const testWebhook = (id: number): Promise<void> =>
  call(webhooks.testWebhook, { params: { id } });
export const deleteWebhook = (id: number): Promise<void> =>
  call(webhooks.deleteWebhook, { params: { id } });

export const deliveriesQuery = (id: number) =>
  infiniteQueryOptions({
    queryKey: ['deliveries', id],
    queryFn: ({ pageParam, signal }) =>
      call(webhooks.listDeliveries, { params: { id }, query: { before: pageParam }, signal }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: POLL_MS,
  });

export const retryDelivery = (id: number, delivery: number): Promise<void> =>
  call(webhooks.retryDelivery, { params: { id, delivery } });

export const keysQuery = queryOptions({
  queryKey: ['api-keys'],
  queryFn: ({ signal }) => call(keys.listApiKeys, { signal }).then((reply) => reply.keys),
});

export const createKey = (
  body: Pick<ApiKey, 'name' | 'areaId' | 'requestsPerMinute' | 'persons'>,
): Promise<ApiKey & { key: string }> => call(keys.createApiKey, { body });
export const revokeKey = (id: number): Promise<void> => call(keys.revokeApiKey, { params: { id } });
