import { queryOptions } from '@tanstack/react-query';
import * as honours from '../../../server/contract/routes/evaluation/honours.ts';
import type {
  NominationDecision,
  NominationInput,
} from '../../../server/contract/scoring/nominations.ts';
import { call } from '../../api/call.ts';

/** Nominations that a year decides on. */
export const nominationsQuery = (year: number) =>
  queryOptions({
    queryKey: ['nominations', year],
    queryFn: ({ signal }) =>
      call(honours.listNominations, { query: { year }, signal }).then((reply) => reply.nominations),
  });

export const nominate = (body: NominationInput) => call(honours.nominate, { body });
export const decide = (id: number, body: NominationDecision) =>
  call(honours.decideNomination, { params: { id }, body });
