import { Type } from 'typebox';
import { ApiKey, ApiKeyInput, NewApiKey } from '../../metrics/metrics.ts';
import { ById, Nothing } from '../parts.ts';
import { route } from '../route.ts';

const tags = ['API keys'];

export const listApiKeys = route({
  operationId: 'listApiKeys',
  method: 'GET',
  path: '/api-keys',
  summary: 'Keys, revoked ones included',
  tags,
  access: 'connect-programs',
  scope: 'own-area',
  replies: { 200: Type.Object({ keys: Type.Array(ApiKey) }) },
});

export const createApiKey = route({
  operationId: 'createApiKey',
  method: 'POST',
  path: '/api-keys',
  summary: 'Make a key; this reply alone shows it',
  tags,
  access: 'connect-programs',
  scope: { area: 'body.areaId' },
  body: Type.Object(
    {
      ...ApiKeyInput.properties,
      requestsPerMinute: Type.Optional(ApiKeyInput.properties.requestsPerMinute),
    },
    { additionalProperties: false },
  ),
  replies: { 200: NewApiKey },
});

export const revokeApiKey = route({
  operationId: 'revokeApiKey',
  method: 'DELETE',
  path: '/api-keys/:id',
  summary: 'Revoke a key for good',
  tags,
  access: 'connect-programs',
  scope: { key: 'params.id' },
  params: ById,
  replies: { 204: Nothing },
  errors: ['not-found'],
});
