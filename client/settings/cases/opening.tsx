import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { changeIncidentCategory } from '../../../server/contract/routes/analysis/incidents.ts';
import { call } from '../../api/call.ts';
import { categoriesQuery } from '../../api/incidents.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useCategoryChoices } from '../../parts/use-category-choices.ts';
import { useAct } from '../use-act.ts';
import styles from './cases.module.css';

/** Which categories open a case when one of them, or of those below, is reported. */
export const Opening = () => {
  const { t } = useWords();
  const { data: categories = [] } = useQuery(categoriesQuery);
  const choices = useCategoryChoices();
  const act = useAct(['categories']);
  const opening = categories.filter(({ opensCase }) => opensCase).map(({ code }) => code);
  const set = (code: string, opensCase: boolean) =>
    act.mutate(() => call(changeIncidentCategory, { params: { code }, body: { opensCase } }));
  return (
    <div className={styles.opening}>
      <b>{t('settings.cases.opens')}</b>
      <Select<string[]>
        mode="multiple"
        aria-label={t('settings.cases.opens')}
        placeholder={t('settings.cases.opensNone')}
        loading={act.isPending}
        disabled={act.isPending}
        value={opening}
        options={choices}
        showSearch={{ optionFilterProp: 'label' }}
        onSelect={(code: string) => set(code, true)}
        onDeselect={(code: string) => set(code, false)}
        data-testid="case-opening"
      />
      <small>{t('settings.cases.opensHint')}</small>
    </div>
  );
};
