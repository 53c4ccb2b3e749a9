import { DownloadOutlined } from '@ant-design/icons';
import { Button, DatePicker, Segmented, Select } from 'antd';
import { useMemo } from 'react';
import { type AccessEntry, ENTRY_KINDS } from '../../server/contract/access/access-log.ts';
import { dayIn, wallClock } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { useTimeZone } from '../parts/use-time-zone.ts';
import { FoldedFilters } from '../search/folded-filters.tsx';
import { SearchField } from '../search/search-field.tsx';
import { type AuditFilter, auditFile } from './api.ts';
import styles from './audit.module.css';

interface FiltersProps {
  filter: AuditFilter;
  change: (part: Partial<AuditFilter>) => void;
}

const filled = (text: string) => (text.trim() === '' ? null : text.trim());

/** Who, what, from when to when, and the same as a file. */
export const Filters = ({ filter, change }: FiltersProps) => {
  const { t } = useWords();
  const acts = t('acts', { returnObjects: true }) as unknown as Record<string, string>;
  const options = useMemo(
    () => Object.entries(acts).map(([value, label]) => ({ value, label })),
    [acts],
  );
  const timeZone = useTimeZone();
  const day = (text: string | null) => (text === null ? null : wallClock(text, timeZone));
  return (
    <FoldedFilters
      className={styles.filters!}
      set={Object.entries(filter).filter(([key, value]) => key !== 'kind' && value !== null).length}
      first={
        <Segmented<'all' | AccessEntry['kind']>
          aria-label={t('audit.kindOf')}
          options={(['all', ...ENTRY_KINDS] as const).map((value) => ({
            value,
            label: t(`audit.kind.${value}`),
          }))}
          value={filter.kind ?? 'all'}
          onChange={(kind) => change({ kind: kind === 'all' ? null : kind })}
        />
      }
    >
      <SearchField
        allowClear
        className={styles.text}
        placeholder={t('audit.by')}
        aria-label={t('audit.by')}
        onSearch={(by) => change({ by: filled(by) })}
        data-testid="audit-by"
      />
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        className={styles.act}
        placeholder={t('audit.act')}
        aria-label={t('audit.act')}
        options={options}
        value={filter.act}
        onChange={(act: string | undefined) => change({ act: act ?? null })}
      />
      <DatePicker
        placeholder={t('audit.from')}
        aria-label={t('audit.from')}
        value={day(filter.from)}
        onChange={(from) => change({ from: from && dayIn(from, timeZone).toISOString() })}
      />
      <DatePicker
        placeholder={t('audit.to')}
        aria-label={t('audit.to')}
        value={day(filter.to)}
        onChange={(to) =>
          change({
            to: to && dayIn(to.add(1, 'day'), timeZone).subtract(1, 'millisecond').toISOString(),
          })
        }
      />
      <SearchField
        allowClear
        className={styles.text}
        placeholder={t('audit.text')}
        aria-label={t('audit.text')}
        onSearch={(text) => change({ text: filled(text) })}
      />
      <Button icon={<DownloadOutlined aria-hidden />} href={auditFile(filter)}>
        {t('audit.export')}
      </Button>
    </FoldedFilters>
  );
};
