import { Type } from 'typebox';
import { literals } from '../literals.ts';
import {
  DELIVERY_PAGE_MAX,
  NewWebhook,
  Webhook,
  WebhookDelivery,
  WebhookInput,
  WebhookPatch,
} from '../webhooks/webhook.ts';
import { ById, IdParam, Nothing } from './parts.ts';
import { route } from './route.ts';

const tags = ['webhooks'];

/** What operations on one webhook have in common. */
const ofOne = {
  tags,
  access: 'connect-programs',
  scope: { webhook: 'params.id' },
  params: ById,
} as const;

export const listWebhooks = route({
  operationId: 'listWebhooks',
  method: 'GET',
  path: '/webhooks',
  summary: 'Webhooks of your area and below',
  tags,
  access: 'connect-programs',
  scope: 'own-area',
  replies: { 200: Type.Object({ webhooks: Type.Array(Webhook) }) },
});

export const createWebhook = route({
  operationId: 'createWebhook',
  method: 'POST',
  path: '/webhooks',
  summary: 'Make a webhook; this reply alone shows its secret',
  tags,
  access: 'connect-programs',
  scope: { area: 'body.areaId' },
  body: WebhookInput,
  replies: { 200: NewWebhook },
});

export const changeWebhook = route({
  operationId: 'changeWebhook',
  method: 'PATCH',
  path: '/webhooks/:id',
  summary: 'Change, disable or enable a webhook',
  ...ofOne,
  body: WebhookPatch,
  replies: { 200: Webhook },
  errors: ['not-found'],
});

export const rotateWebhookSecret = route({
  operationId: 'rotateWebhookSecret',
  method: 'POST',
  path: '/webhooks/:id/secret',
  summary: 'Make a new secret, shown once; the one before signs as well for 24 hours',
  ...ofOne,
  replies: { 200: NewWebhook },
  errors: ['not-found'],
});

export const deleteWebhook = route({
  operationId: 'deleteWebhook',
  method: 'DELETE',
  path: '/webhooks/:id',
  summary: 'Delete a webhook and all that waits for it',
  ...ofOne,
  replies: { 204: Nothing },
  errors: ['not-found'],
});

export const testWebhook = route({
  operationId: 'testWebhook',
  method: 'POST',
  path: '/webhooks/:id/test',
  summary: 'Send an event of type webhook.test',
  ...ofOne,
  replies: { 202: Nothing },
  errors: ['not-found'],
});

export const listDeliveries = route({
  operationId: 'listDeliveries',
  method: 'GET',
  path: '/webhooks/:id/deliveries',
  summary: 'What was sent to a webhook and what waits, latest first; kept for 30 days',
  ...ofOne,
  query: Type.Object({
    state: Type.Optional(literals(['waiting', 'delivered'])),
    before: Type.Optional(IdParam),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: DELIVERY_PAGE_MAX })),
  }),
  replies: {
    200: Type.Object({
      deliveries: Type.Array(WebhookDelivery),
      next: Type.Union([Type.Integer(), Type.Null()], { description: '`before` of the next page' }),
    }),
  },
  errors: ['not-found'],
});

export const retryDelivery = route({
  operationId: 'retryDelivery',
  method: 'POST',
  path: '/webhooks/:id/deliveries/:delivery/retry',
  summary: 'Send now what waits, or once more what was taken in',
  tags,
  access: 'connect-programs',
  scope: { webhook: 'params.id' },
  params: Type.Object({ id: IdParam, delivery: IdParam }),
  replies: { 202: Nothing },
  errors: ['not-found'],
});
