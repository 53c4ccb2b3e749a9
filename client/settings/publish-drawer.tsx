import { Button, DatePicker, Drawer } from 'antd';
import dayjs from 'dayjs';
import { type ReactNode, useState } from 'react';
import { Ask } from '../focus/ask.tsx';
import { useFocusGivenBack } from '../focus/use-focus-given-back.ts';
import { dayIn, formatAt, today } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { PHONE, useMedia } from '../parts/use-media.ts';
import { useTimeZone } from '../parts/use-time-zone.ts';
import { Beside } from '../trial/trial-panel.tsx';
import styles from './page.module.css';

const DAY = 'YYYY-MM-DD';

interface PublishDrawerProps {
  title: string;
  widthPx: number;
  /** When the version before begins, which this one follows; none: it may begin tomorrow. */
  before: string | undefined;
  /** What is asked before it is published from a day. */
  ask: (day: string) => string;
  isBusy: boolean;
  /** `from`: the beginning of the day, ISO 8601. */
  publish: (from: string) => void;
  close: () => void;
  className?: string | undefined;
  testId?: string;
  children: ReactNode;
  /** What the rules would have come to, beside their form. */
  trial?: ReactNode;
}

/** Where rules are changed: their form, from which day they hold, and the button that publishes them after a question. */
export const PublishDrawer = ({ ask, before, children, close, ...rest }: PublishDrawerProps) => {
  const { className, isBusy, publish, testId, title, trial, widthPx } = rest;
  const { t } = useWords();
  const isPhone = useMedia(PHONE);
  const timeZone = useTimeZone();
  useFocusGivenBack();
  // Each version begins after the one before it.
  const earliest = dayjs(
    [today(timeZone).format(DAY), before ? formatAt(before, timeZone, DAY) : ''].sort().at(-1),
  ).add(1, 'day');
  const [chosen, setFrom] = useState(earliest);
  const from = chosen.isBefore(earliest) ? earliest : chosen;
  return (
    <Drawer
      open
      onClose={close}
      size={isPhone ? '100%' : widthPx}
      title={title}
      data-testid={testId}
      {...(className ? { className } : {})}
    >
      {trial ? <Beside trial={trial}>{children}</Beside> : children}
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
          title={ask(from.format(DAY))}
          okText={t('evaluation.norm.publish')}
          cancelText={t('settings.cancel')}
          onConfirm={() => publish(dayIn(from, timeZone).toISOString())}
        >
          <Button type="primary" loading={isBusy}>
            {t('evaluation.norm.publishFrom', { day: from.format(DAY) })}
          </Button>
        </Ask>
      </div>
    </Drawer>
  );
};
