import { queryOptions } from '@tanstack/react-query';
import * as honours from '../../server/contract/routes/evaluation/honours.ts';
import { call } from '../api/call.ts';

/** The record of an officer over whole years. */
export const recordQuery = ({ id, ...query }: { id: number; from: number; to: number }) =>
  queryOptions({
    queryKey: ['officer-record', id, query],
    queryFn: ({ signal }) => call(honours.getOfficerRecord, { params: { id }, query, signal }),
  });
