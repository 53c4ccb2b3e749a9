import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { formatAt } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTimeZone } from '../../parts/use-time-zone.ts';
import { studiesQuery } from '../../studies/api.ts';
import { onMap } from '../../studies/result/scale.ts';
import { useView } from '../map/view.ts';
import styles from '../page.module.css';

/** Finished studies that a map can show, one of them as a layer of the live one. */
export const StudyChoice = () => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const { study, showStudy } = useView();
  const { data: studies, isPending } = useQuery(studiesQuery);
  const options = (studies ?? [])
    .filter(({ method, state }) => state === 'done' && onMap(method))
    .map(({ createdAt, id, name }) => ({
      value: id,
      label: `${name} · ${formatAt(createdAt, timeZone, 'MM-DD')}`,
    }));
  return (
    <label className={styles.studyChoice} htmlFor="layer-study">
      <span>{t('studies.layer')}</span>
      <Select<number>
        id="layer-study"
        size="small"
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        loading={isPending}
        placeholder={t('studies.layerNone')}
        notFoundContent={t('studies.none')}
        popupMatchSelectWidth={false}
        value={study?.id ?? null}
        options={options}
        onChange={(id?: number) => showStudy(id === undefined ? null : { id, distance: null })}
      />
    </label>
  );
};
