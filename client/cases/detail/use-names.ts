import type { Case, CaseFact } from '../../../server/contract/cases/case.ts';
import type { CaseDetail } from '../../../server/contract/cases/detail.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useHandlerName } from '../use-handler-name.ts';

const HANDHELD = 'handheld:';

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
      const code = by.slice(HANDHELD.length);
      return name && by.startsWith(HANDHELD) ? t('cases.byHandheld', { name, code }) : by;
    },
  };
};
