import type { Case, CaseFact } from '../../../server/contract/cases/case.ts';
import type { CaseDetail } from '../../../server/contract/cases/detail.ts';
import { handheldOf } from '../../../server/contract/handhelds/by-handheld.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useHandlerName } from '../use-handler-name.ts';

/** Who is named in a case: who handles it, and who did something. */
export const useNames = ({ officers }: Pick<CaseDetail, 'officers'>) => {
  const { t } = useWords();
  const handlerName = useHandlerName();
  const nameOf = (id: number | null) => officers.find(({ officerId }) => officerId === id)?.name;
  return {
    handler: (one: Pick<Case, 'departmentId' | 'officerId'>): string | null =>
      nameOf(one.officerId) ?? handlerName(one),
    doer: ({ by, officerId }: Pick<CaseFact, 'by' | 'officerId'>): string => {
      if (by === null) return t('cases.byRule');
      const name = nameOf(officerId);
      const code = handheldOf(by);
      return name && code !== null ? t('cases.byHandheld', { name, code }) : by;
    },
  };
};
