import { queryOptions } from '@tanstack/react-query';
import * as routes from '../../../server/contract/routes/analysis/warning-thresholds.ts';
import { call } from '../../api/call.ts';

export const thresholdsQuery = queryOptions({
  queryKey: ['warning-thresholds'],
  queryFn: ({ signal }) => call(routes.listWarningThresholds, { signal }),
});
