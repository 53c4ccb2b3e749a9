import { queryOptions } from '@tanstack/react-query';
import { listPosts, putPosts } from '../../server/contract/routes/people/people.ts';
import { call } from '../api/call.ts';
import type { Change } from './plan.ts';

/** All posts of the area, ended and to come too. */
export const postsQuery = queryOptions({
  queryKey: ['posts'],
  queryFn: ({ signal }) =>
    call(listPosts, { query: { all: true }, signal }).then((reply) => reply.posts),
});

export const layPosts = (body: Change) => call(putPosts, { body });
