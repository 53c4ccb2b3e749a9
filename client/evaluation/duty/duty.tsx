import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import styles from '../page.module.css';
import { spanAt } from '../periods.ts';
import type { TabProps } from '../tab.ts';
import { LeaveList } from './leave-list.tsx';
import { PairList } from './pair-list.tsx';

/** Who is not on duty in a month, who stands in for them, and who goes out together. */
export default function Duty({ todayText }: TabProps) {
  const { t } = useWords();
  const [day, setDay] = useState(todayText);
  const { from, to } = spanAt(day, 'month');
  return (
    <>
      <div className={styles.bar}>
        <DatePicker
          picker="month"
          allowClear={false}
          aria-label={t('evaluation.periods.month')}
          value={dayjs(from)}
          onChange={(month) => setDay(month!.format('YYYY-MM-DD'))}
        />
      </div>
      <LeaveList span={{ from, to }} todayText={todayText} />
      <PairList span={{ from, to }} todayText={todayText} />
    </>
  );
}
