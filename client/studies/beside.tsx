import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useSearchParams } from 'react-router';
import { useWords } from '../i18n/use-words.ts';
import { studiesQuery } from './api.ts';

/** Chooses the study that is shown beside this one; the address keeps it. */
export const Beside = ({ id }: { id: number }) => {
  const { t } = useWords();
  const [params, setParams] = useSearchParams();
  const { data: studies = [] } = useQuery(studiesQuery);
  const others = studies.filter((one) => one.id !== id && one.state === 'done');
  if (others.length === 0) return null;
  const beside = params.get('beside');
  return (
    <Select
      size="small"
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      placeholder={t('studies.beside')}
      aria-label={t('studies.beside')}
      data-testid="study-beside"
      value={beside === null ? undefined : Number(beside)}
      options={others.map((one) => ({ value: one.id, label: one.name }))}
      onChange={(value: number | undefined) =>
        setParams(value === undefined ? {} : { beside: String(value) })
      }
    />
  );
};
