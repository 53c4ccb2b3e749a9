import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, DatePicker, Segmented, Select } from 'antd';
import dayjs from 'dayjs';
import { type MetricLevel, PERIODS, type Period } from '../../server/contract/metrics/metrics.ts';
import { useWords } from '../i18n/use-words.ts';
import { AreaSelect } from '../patrols/area-select.tsx';
import styles from './page.module.css';
import { spanAt, spanChosen, spanName } from './periods.ts';
import type { Question } from './question.ts';

interface BarProps {
  question: Question;
  todayText: string;
  level: MetricLevel;
  /** To choose from; none: not chosen here. */
  levels: readonly MetricLevel[];
  /** To choose from; all unless told. */
  periods?: readonly Period[];
  change: (part: Partial<Question>) => void;
}

/** Level, period, which one, and where. */
export const QuestionBar = (props: BarProps) => {
  const { change, level, levels, periods = PERIODS, question, todayText } = props;
  const { t } = useWords();
  const { period, span, areaId } = question;
  const step = (by: number) => change({ span: spanAt(span.from, period, by) });
  return (
    <section className={styles.bar}>
      {levels.length > 0 && (
        <Select<MetricLevel>
          className={styles.level}
          aria-label={t('evaluation.level')}
          value={level}
          options={levels.map((value) => ({ value, label: t(`evaluation.levels.${value}`) }))}
          onChange={(value) => change({ level: value, unitId: null })}
        />
      )}
      <Segmented<Period>
        aria-label={t('evaluation.periodOf')}
        options={periods.map((value) => ({ value, label: t(`evaluation.periods.${value}`) }))}
        value={period}
        onChange={(next) => change({ period: next, span: spanChosen(span, next, todayText) })}
      />
      <span className={styles.which}>
        <Button
          icon={<LeftOutlined />}
          aria-label={t('evaluation.before')}
          onClick={() => step(-1)}
        />
        <DatePicker
          picker={period === 'day' ? 'date' : period}
          value={dayjs(span.from)}
          format={(day) => spanName(spanAt(day.format('YYYY-MM-DD'), period).from, period)}
          maxDate={dayjs(todayText)}
          allowClear={false}
          inputReadOnly
          suffixIcon={null}
          aria-label={t('evaluation.which')}
          onChange={(day) => day && change({ span: spanAt(day.format('YYYY-MM-DD'), period) })}
        />
        <Button
          icon={<RightOutlined />}
          aria-label={t('evaluation.after')}
          disabled={span.to > todayText}
          onClick={() => step(1)}
        />
      </span>
      <AreaSelect
        className={styles.area}
        placeholder={t('evaluation.wholeArea')}
        value={areaId}
        choose={(id) => change({ areaId: id, level: null, unitId: null })}
      />
    </section>
  );
};
