import { Button, DatePicker } from 'antd';
import type { Dayjs } from 'dayjs';
import { Ask } from '../focus/ask.tsx';
import { useWords } from '../i18n/use-words.ts';
import styles from './page.module.css';

interface PublishBarProps {
  /** What is asked before. */
  ask: string;
  /** The first day it may hold from. */
  earliest: Dayjs;
  from: Dayjs;
  setFrom: (day: Dayjs) => void;
  isBusy: boolean;
  publish: () => void;
}

/** From which day new rules hold, and the button that publishes them after a question. */
export const PublishBar = ({ ask, earliest, from, isBusy, publish, setFrom }: PublishBarProps) => {
  const { t } = useWords();
  return (
    <>
      <h3>{t('evaluation.norm.publish')}</h3>
      <p>{t('evaluation.norm.publishHint')}</p>
      <div className={styles.bar}>
        <DatePicker
          value={from}
          allowClear={false}
          minDate={earliest}
          aria-label={t('evaluation.from')}
          onChange={(day) => day && setFrom(day)}
        />
        <Ask
          title={ask}
          okText={t('evaluation.norm.publish')}
          cancelText={t('settings.cancel')}
          onConfirm={publish}
        >
          <Button type="primary" loading={isBusy}>
            {t('evaluation.norm.publishFrom', { day: from.format('YYYY-MM-DD') })}
          </Button>
        </Ask>
      </div>
    </>
  );
};
