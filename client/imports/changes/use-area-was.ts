import { useQuery } from '@tanstack/react-query';
import type { ChangedArea } from '../../../server/contract/areas/area-import.ts';
import { areasQuery } from '../../api/areas.ts';
import { useWords } from '../../i18n/use-words.ts';

/** What an area that changes is called, and what of how it is called and hangs is otherwise after than before. */
export function useAreaWas() {
  const { t } = useWords();
  const { data: areas = [] } = useQuery(areasQuery);
  const nameOf = (code: string | null) => {
    const name = areas.find((one) => one.code === code)?.name;
    return code === null ? '–' : name ? `${name} (${code})` : code;
  };
  return {
    label: ({ after, before, code }: ChangedArea) => `${(after ?? before)!.name} (${code})`,
    was({ after, before }: ChangedArea): string[] {
      if (!after || !before) return [];
      const typed = (type: string | null) => (type === null ? '–' : t(`gridType.${type}`));
      const values = [
        { what: t('imports.key.nameKey'), before: before.name, after: after.name },
        {
          what: t('imports.key.parentKey'),
          ...{ before: nameOf(before.parent), after: nameOf(after.parent) },
        },
        {
          what: t('imports.key.levelKey'),
          before: t(`evaluation.levels.${before.level}`),
          after: t(`evaluation.levels.${after.level}`),
        },
        {
          what: t('imports.key.gridTypeKey'),
          ...{ before: typed(before.gridType), after: typed(after.gridType) },
        },
      ];
      return values
        .filter((one) => one.before !== one.after)
        .map((one) => t('imports.areaWas', one));
    },
  };
}
