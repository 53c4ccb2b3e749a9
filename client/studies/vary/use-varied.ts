import { useQuery } from '@tanstack/react-query';
import type { Study, StudyResult } from '../../../server/contract/studies/study.ts';
import { useQuiet } from '../../api/use-quiet.ts';
import { resultQuery, variedQuery } from '../api.ts';

/** Asked for once nobody moved the slider for so long. */
const QUIET_MS = 200;

/** The result of a finished study, and the one with another distance where one is chosen; what was asked for before is called off. */
export function useVaried(study: Study | undefined, distance: number | null) {
  const id = study?.id ?? 0;
  const quiet = useQuiet(distance, QUIET_MS);
  const stored = useQuery({ ...resultQuery(id), enabled: study?.state === 'done' });
  const varied = useQuery({
    ...variedQuery(id, quiet ?? 0),
    enabled: study?.state === 'done' && quiet !== null,
    // The last one of the same study stays until the next has come.
    placeholderData: (before, query) => (query?.queryKey[1] === id ? before : undefined),
    retry: false,
  });
  const isVaried = distance !== null && quiet !== null && varied.data !== undefined;
  const shown: StudyResult | undefined = isVaried ? varied.data.result : stored.data;
  return {
    stored,
    /** What the map shows. */
    shown,
    isWaiting: distance !== quiet || (quiet !== null && varied.isFetching),
    error: quiet !== null && distance !== null && !varied.isFetching ? varied.error : null,
    /** Whether it is another than the stored one. */
    isVaried,
    /** Whether other incidents were there than when the study was asked. */
    isChanged: isVaried && varied.data.dataHash !== study?.dataHash,
  };
}
