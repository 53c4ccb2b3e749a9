import { useQuery } from '@tanstack/react-query';
import type { Case } from '../../server/contract/cases/case.ts';
import { departmentsQuery } from '../api/cases.ts';
import { officersQuery } from '../api/people.ts';
import { useWords } from '../i18n/use-words.ts';

/** Who handles a case, by name; null: nobody yet. */
export const useHandlerName = (): ((
  one: Pick<Case, 'departmentId' | 'officerId'>,
) => string | null) => {
  const { t } = useWords();
  const officers = useQuery(officersQuery).data;
  const departments = useQuery(departmentsQuery).data;
  return ({ departmentId, officerId }) => {
    const department = departments?.find(({ id }) => id === departmentId);
    if (department)
      return department.endedAt === null
        ? department.name
        : t('cases.endedDepartment', { name: department.name });
    const specialists = departments?.flatMap((one) => one.officers);
    const known = [officers, specialists].flatMap((all) => all ?? []);
    return known.find(({ id }) => id === officerId)?.name ?? null;
  };
};
