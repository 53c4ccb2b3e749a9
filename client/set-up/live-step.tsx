import { ClockCircleOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Result } from 'antd';
import { Link } from 'react-router';
import type { Setup } from '../../server/contract/people/setup.ts';
import { statesQuery } from '../handhelds/api.ts';
import { useWords } from '../i18n/use-words.ts';

/** Waits for the first handheld, and says so when it is heard. */
export const LiveStep = ({ setup }: { setup: Setup }) => {
  const { t } = useWords();
  const isHeard = setup.heard > 0;
  const { data: states = [] } = useQuery({ ...statesQuery, enabled: !isHeard });
  // What came and was not taken: else whoever tries it at night would wait without a word.
  const refused = new Map<string, number>();
  if (!isHeard)
    for (const { count, reason } of states.flatMap((one) => one.refused))
      refused.set(reason, (refused.get(reason) ?? 0) + count);
  return (
    <Result
      status={isHeard ? 'success' : 'info'}
      {...(isHeard ? {} : { icon: <ClockCircleOutlined aria-hidden /> })}
      title={t(isHeard ? 'setUp.heard' : 'setUp.waits', { count: setup.heard })}
      subTitle={
        <>
          {t('setUp.walking', { handhelds: setup.handhelds, enrolled: setup.enrolled })}
          {refused.size > 0 && (
            <div data-testid="refused-so-far">
              {t('setUp.refused', {
                why: [...refused]
                  .map(([reason, count]) => `${t(`handhelds.reason.${reason}`, reason)} ${count}`)
                  .join(t('between')),
              })}{' '}
              <Link to="/set-up/sheets">{t('setUp.step.sheets')}</Link>
            </div>
          )}
        </>
      }
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
