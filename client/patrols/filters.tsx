import { useQuery } from '@tanstack/react-query';
import { Button, DatePicker, Segmented, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { OUTCOMES, type Outcome } from '../../server/contract/patrols/verdict.ts';
import { officersQuery } from '../api/people.ts';
import { useWords } from '../i18n/use-words.ts';
import { OutcomeTag } from '../parts/outcome-tag.tsx';
import { PHONE, useMedia } from '../parts/use-media.ts';
import { FoldedFilters } from '../search/folded-filters.tsx';
import { AreaSelect } from './area-select.tsx';
import type { Filter } from './filter.ts';
import styles from './page.module.css';

const SPANS = [1, 7, 30] as const;

const spanOf = ({ fromDay, toDay }: Filter, todayText: string): number | undefined =>
  toDay === todayText
    ? SPANS.find((span) => dayjs(toDay).diff(dayjs(fromDay), 'day') === span - 1)
    : undefined;

interface FiltersProps {
  filter: Filter;
  todayText: string;
  change: (part: Partial<Filter>) => void;
  clear: () => void;
}

export const Filters = ({ filter, todayText, change, clear }: FiltersProps) => {
  const { t } = useWords();
  const isPhone = useMedia(PHONE);
  const { data: officers = [] } = useQuery(officersQuery);
  const lastDays = (days: number) =>
    change({
      fromDay: dayjs(todayText)
        .subtract(days - 1, 'day')
        .format('YYYY-MM-DD'),
      toDay: todayText,
    });
  return (
    <FoldedFilters
      className={styles.filters!}
      set={[filter.outcome, filter.areaId, filter.officerId].filter((one) => one !== null).length}
      first={
        <Segmented
          aria-label={t('patrols.range')}
          options={SPANS.map((span) => ({
            value: span,
            label: span === 1 ? t('patrols.today') : t('patrols.lastDays', { days: span }),
          }))}
          value={spanOf(filter, todayText) ?? 0}
          onChange={lastDays}
        />
      }
    >
      {!isPhone && (
        <DatePicker.RangePicker
          value={[dayjs(filter.fromDay), dayjs(filter.toDay)]}
          allowClear={false}
          maxDate={dayjs(todayText)}
          aria-label={t('patrols.range')}
          onChange={(range: [Dayjs | null, Dayjs | null] | null) => {
            const [from, to] = range ?? [];
            if (from && to) {
              change({ fromDay: from.format('YYYY-MM-DD'), toDay: to.format('YYYY-MM-DD') });
            }
          }}
        />
      )}
      <Select<Outcome | null>
        className={styles.outcome}
        allowClear
        placeholder={t('patrols.anyOutcome')}
        aria-label={t('patrols.outcome')}
        value={filter.outcome}
        onChange={(outcome) => change({ outcome: outcome ?? null })}
        options={OUTCOMES.map((value) => ({ value, label: <OutcomeTag standing={value} /> }))}
      />
      <AreaSelect
        className={styles.area}
        placeholder={t('patrols.anyArea')}
        value={filter.areaId}
        choose={(areaId) => change({ areaId })}
      />
      <Select<number | null>
        className={styles.officer}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t('patrols.anyOfficer')}
        aria-label={t('patrols.officer')}
        value={filter.officerId}
        onChange={(officerId) => change({ officerId: officerId ?? null })}
        options={officers.map(({ id, name, code }) => ({ value: id, label: `${name} · ${code}` }))}
      />
      <Button type="text" onClick={clear}>
        {t('state.clearFilters')}
      </Button>
    </FoldedFilters>
  );
};
