import { queryOptions } from '@tanstack/react-query';
import * as routes from '../../../server/contract/routes/analysis/cases.ts';
import { listForeignCategories } from '../../../server/contract/routes/analysis/open311.ts';
import { call } from '../../api/call.ts';

export const deadlinesQuery = queryOptions({
  queryKey: ['case-deadlines'],
  queryFn: ({ signal }) => call(routes.listDeadlines, { signal }).then((reply) => reply.deadlines),
});

export const casePresetsQuery = queryOptions({
  queryKey: ['case-presets'],
  queryFn: ({ signal }) => call(routes.listCasePresets, { signal }).then((reply) => reply.presets),
  staleTime: Number.POSITIVE_INFINITY,
});

export const foreignCategoriesQuery = queryOptions({
  queryKey: ['foreign-categories'],
  queryFn: ({ signal }) =>
    call(listForeignCategories, { signal }).then((reply) => reply.categories),
});
