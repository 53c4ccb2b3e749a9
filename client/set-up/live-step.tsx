import { ClockCircleOutlined } from '@ant-design/icons';
import { Button, Result } from 'antd';
import { Link } from 'react-router';
import type { Setup } from '../../server/contract/people/setup.ts';
import { useWords } from '../i18n/use-words.ts';

/** Waits for the first handheld, and says so when it is heard. */
export const LiveStep = ({ setup }: { setup: Setup }) => {
  const { t } = useWords();
  const isHeard = setup.heard > 0;
  return (
    <Result
      status={isHeard ? 'success' : 'info'}
      {...(isHeard ? {} : { icon: <ClockCircleOutlined aria-hidden /> })}
      title={t(isHeard ? 'setUp.heard' : 'setUp.waits', { count: setup.heard })}
      subTitle={t('setUp.walking', { handhelds: setup.handhelds, enrolled: setup.enrolled })}
      extra={
        <Link to="/">
          <Button type="primary" tabIndex={-1}>
            {t('setUp.toMap')}
          </Button>
        </Link>
      }
    />
  );
};
