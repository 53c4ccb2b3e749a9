import { Tag } from 'antd';
import type { ManagedAccount } from '../../server/contract/accounts/managed.ts';
import { MINUTE_MS } from '../../server/contract/units.ts';
import { formatAt } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { useNow } from '../parts/use-now.ts';
import { useTimeZone } from '../parts/use-time-zone.ts';

/** What stands beside an account's name. */
export const States = ({ account, isOwn }: { account: ManagedAccount; isOwn: boolean }) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const now = useNow(MINUTE_MS);
  const { disabledAt, temporaryUntil, secondFactor, provider } = account;
  const at = (moment: string) => formatAt(moment, timeZone, 'MM-DD HH:mm');
  return (
    <>
      {isOwn && <Tag>{t('accounts.state.own')}</Tag>}
      {disabledAt && (
        <Tag color="error">{t('accounts.state.disabled', { at: at(disabledAt) })}</Tag>
      )}
      {temporaryUntil && !provider && (
        <Tag color="warning">
          {Date.parse(temporaryUntil) > now
            ? t('accounts.state.temporary', { at: at(temporaryUntil) })
            : t('accounts.state.expired')}
        </Tag>
      )}
      {secondFactor && <Tag color="success">{t('accounts.state.secondFactor')}</Tag>}
      {provider && <Tag color="processing">{t('accounts.state.provider')}</Tag>}
    </>
  );
};
