import { useQuery } from '@tanstack/react-query';
import type { Case } from '../../server/contract/cases/case.ts';
import { departmentsQuery } from '../api/cases.ts';
import { officersQuery } from '../api/people.ts';

/** Who handles a case, by name; null: nobody yet. */
export const useHandlerName = (): ((one: Case) => string | null) => {
  const officers = useQuery(officersQuery).data;
  const departments = useQuery(departmentsQuery).data;
  return ({ departmentId, officerId }) =>
    officers?.find(({ id }) => id === officerId)?.name ??
    departments?.find(({ id }) => id === departmentId)?.name ??
    null;
};
