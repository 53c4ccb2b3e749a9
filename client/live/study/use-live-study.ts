import { useQuery } from '@tanstack/react-query';
import { studyQuery } from '../../studies/api.ts';
import { useVaried } from '../../studies/vary/use-varied.ts';
import { useView } from '../map/view.ts';

/** The study that is a layer of the live map, and what it shows there. */
export function useLiveStudy() {
  const chosen = useView((v) => v.study);
  const query = useQuery({ ...studyQuery(chosen?.id ?? 0), enabled: chosen !== null });
  const study = chosen ? query.data : undefined;
  const varied = useVaried(study, chosen?.distance ?? null);
  return { query, study, varied };
}
