import { PrinterOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import { RECORD_YEARS_MAX } from '../../server/contract/metrics/officer-record.ts';
import { OfOfficer } from '../assignments/of-officer.tsx';
import { today } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { Failure } from '../parts/failure.tsx';
import { useTimeZone } from '../parts/use-time-zone.ts';
import { Waiting } from '../parts/waiting.tsx';
import { recordQuery } from './api.ts';
import { Figures } from './figures.tsx';
import styles from './page.module.css';
import { Ratings } from './ratings.tsx';
import { Standing } from './standing.tsx';

/** The record of an officer over quarters and years (履职档案), on paper as on screen. */
export default function RecordPage() {
  const { t } = useWords();
  const id = Number(useParams().officerId);
  const thisYear = today(useTimeZone()).year();
  const [years, setYears] = useState(2);
  const query = useQuery(recordQuery({ id, from: thisYear - years + 1, to: thisYear }));
  if (query.isLoadingError) return <Failure isPage error={query.error} retry={query.refetch} />;
  if (!query.data) return <Waiting />;
  const record = query.data;
  const { officer, versions } = record;
  return (
    <article className={styles.page} data-testid="record">
      <header>
        <h1>
          {t('record.title')} · {officer.name}
          <small>
            {officer.code} · {t(`officerCategory.${officer.category}`)}
          </small>
        </h1>
        <span className={styles.tools}>
          <Select
            aria-label={t('record.years')}
            value={years}
            options={Array.from({ length: RECORD_YEARS_MAX }, (_, k) => ({
              value: k + 1,
              label: k === 0 ? `${thisYear}` : `${thisYear - k}–${thisYear}`,
            }))}
            onChange={setYears}
          />
          <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
            {t('evidence.print')}
          </Button>
        </span>
      </header>
      <Standing record={record} />
      <OfOfficer officer={officer} />
      <Figures record={record} />
      <Ratings record={record} />
      <footer>
        {t('record.source', {
          edition: versions.edition,
          at: versions.at.slice(0, 16).replace('T', ' '),
          definitions: versions.definitions,
        })}
      </footer>
    </article>
  );
}
