import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Drawer, Tag } from 'antd';
import type { Webhook, WebhookDelivery } from '../../../server/contract/webhooks/webhook.ts';
import { formatAt } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Empty } from '../../parts/empty.tsx';
import { Failure } from '../../parts/failure.tsx';
import { ListSkeleton } from '../../parts/list-skeleton.tsx';
import { LoadMore } from '../../parts/load-more.tsx';
import { useTimeZone } from '../../parts/use-time-zone.ts';
import { deliveriesQuery, retryDelivery } from '../api.ts';
import styles from '../page.module.css';
import { useAct } from '../use-act.ts';
import { deliveryError } from './delivery-error.ts';

const Row = ({ webhookId, delivery }: { webhookId: number; delivery: WebhookDelivery }) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const act = useAct(['deliveries', 'webhooks']);
  const { id, eventId, type, at, state, attempts, dueAt, lastError } = delivery;
  const isDelivered = state === 'delivered';
  const when = (moment: string) => formatAt(moment, timeZone, 'MM-DD HH:mm:ss');
  return (
    <li data-testid="delivery" data-state={state}>
      <div>
        <b>{t(`settings.webhooks.type.${type}`)}</b>
        <Tag color={isDelivered ? 'success' : lastError ? 'error' : 'processing'}>
          {t(`settings.webhooks.${isDelivered ? 'delivered' : 'wait'}`)}
        </Tag>
        <Button
          size="small"
          loading={act.isPending}
          onClick={() => act.mutate(() => retryDelivery(webhookId, id))}
        >
          {t(`settings.webhooks.${isDelivered ? 'again' : 'retry'}`)}
        </Button>
      </div>
      <code>{eventId}</code>
      <small className="figure">
        {[
          when(at),
          attempts > 0 && t('settings.webhooks.attempts', { count: attempts }),
          deliveryError(delivery, t),
          dueAt !== null && attempts > 0 && t('settings.webhooks.next', { at: when(dueAt) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </small>
    </li>
  );
};

/** What was sent to a webhook and what waits; open while `webhook` is given. */
export const Deliveries = ({ webhook, close }: { webhook: Webhook | null; close: () => void }) => {
  const { t } = useWords();
  return (
    <Drawer
      open={webhook !== null}
      onClose={close}
      size={520}
      title={`${t('settings.webhooks.log')} · ${webhook?.name ?? ''}`}
      destroyOnHidden
    >
      {webhook && <Log webhookId={webhook.id} />}
    </Drawer>
  );
};

const Log = ({ webhookId }: { webhookId: number }) => {
  const { t } = useWords();
  const log = useInfiniteQuery(deliveriesQuery(webhookId));
  if (log.isPending) return <ListSkeleton />;
  if (log.isLoadingError) return <Failure error={log.error} retry={log.refetch} />;
  const deliveries = log.data.pages.flatMap((page) => page.deliveries);
  if (deliveries.length === 0)
    return <Empty title={t('settings.webhooks.noLog')} hint={t('settings.webhooks.noLogHint')} />;
  return (
    <>
      <ul className={styles.log}>
        {deliveries.map((delivery) => (
          <Row key={delivery.id} webhookId={webhookId} delivery={delivery} />
        ))}
      </ul>
      <LoadMore query={log}>{t('settings.webhooks.more')}</LoadMore>
    </>
  );
};
