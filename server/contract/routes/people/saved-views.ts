import { Type } from 'typebox';
import { SAVED_VIEWS_MAX, SavedView, SavedViewBody, ViewName } from '../../accounts/saved-view.ts';
import { Nothing } from '../parts.ts';
import { route } from '../route.ts';

const own = { tags: ['account'], access: 'look', scope: 'own' } as const;
const named = {
  ...own,
  path: '/account/views/:name',
  params: Type.Object({ name: ViewName }),
} as const;

export const listViews = route({
  ...own,
  operationId: 'listViews',
  method: 'GET',
  path: '/account/views',
  summary: 'Ways of looking at cases that the own account gave a name',
  replies: { 200: Type.Object({ views: Type.Array(SavedView) }) },
});

export const putView = route({
  ...named,
  operationId: 'putView',
  method: 'PUT',
  summary: `Keep a way of looking at cases under a name, in place of the one that had it; at most ${SAVED_VIEWS_MAX}`,
  body: SavedViewBody,
  replies: { 204: Nothing },
  errors: ['wrong-state'],
});

export const dropView = route({
  ...named,
  operationId: 'dropView',
  method: 'DELETE',
  summary: 'Keep a view no more; one that is not there is no error',
  replies: { 204: Nothing },
});
