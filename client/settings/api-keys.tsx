import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Form, InputNumber, Tag } from 'antd';
import { useState } from 'react';
import { type ApiKey, KEY_RATE } from '../../server/contract/metrics/metrics.ts';
import { Ask } from '../focus/ask.tsx';
import { useRange } from '../focus/use-range.ts';
import { formatAt } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { useTimeZone } from '../parts/use-time-zone.ts';
import { createKey, keysQuery, revokeKey } from './api.ts';
import { Create } from './create.tsx';
import styles from './page.module.css';
import { Secret } from './secret.tsx';
import { Section } from './section.tsx';
import { useAct } from './use-act.ts';
import { useAreaName } from './use-area-name.ts';

type NewKey = Pick<ApiKey, 'name' | 'areaId' | 'requestsPerMinute' | 'persons'>;

const Row = ({ apiKey }: { apiKey: ApiKey }) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const areaName = useAreaName();
  const act = useAct(['api-keys']);
  const { id, name, areaId, requestsPerMinute, createdBy, createdAt, lastUsedAt, revokedAt } =
    apiKey;
  const when = (moment: string) => formatAt(moment, timeZone, 'YYYY-MM-DD HH:mm');
  return (
    <li data-testid="api-key">
      <div>
        <b>{name}</b>
        {apiKey.persons && <Tag>{t('settings.keys.readsPersons')}</Tag>}
        {revokedAt && <Tag>{t('settings.keys.revoked')}</Tag>}
      </div>
      <small className="figure">
        {areaName(areaId)} · {t('settings.keys.perMinute', { count: requestsPerMinute })} ·{' '}
        {lastUsedAt
          ? t('settings.keys.lastUsed', { at: when(lastUsedAt) })
          : t('settings.keys.unused')}
      </small>
      <small className="figure">{t('settings.by', { who: createdBy, at: when(createdAt) })}</small>
      {!revokedAt && (
        <div className={styles.acts}>
          <Ask
            title={t('settings.keys.revokeAsk')}
            onConfirm={() => act.mutate(() => revokeKey(id))}
            okText={t('settings.keys.revoke')}
            cancelText={t('settings.cancel')}
          >
            <Button size="small" danger>
              {t('settings.keys.revoke')}
            </Button>
          </Ask>
        </div>
      )}
    </li>
  );
};

/** Keys of other programs. */
export const ApiKeys = () => {
  const { t } = useWords();
  const inRange = useRange();
  const keys = useQuery(keysQuery);
  const act = useAct(['api-keys']);
  const [isOpen, setOpen] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const make = (values: NewKey) =>
    act.mutate(async () => {
      const made = await createKey(values);
      setOpen(false);
      setSecret(made.key);
    });
  return (
    <>
      <Section kind="keys" query={keys} create={() => setOpen(true)}>
        {(keys.data ?? []).map((key) => (
          <Row key={key.id} apiKey={key} />
        ))}
      </Section>
      <Create<NewKey>
        title={t('settings.keys.new')}
        open={isOpen}
        close={() => setOpen(false)}
        isBusy={act.isPending}
        submit={make}
        initial={{ requestsPerMinute: KEY_RATE.unlessTold }}
      >
        <Form.Item
          name="requestsPerMinute"
          label={t('settings.keys.rate')}
          rules={[inRange({ least: 1, most: KEY_RATE.most, isWhole: true })]}
        >
          <InputNumber />
        </Form.Item>
        <Form.Item name="persons" valuePropName="checked">
          <Checkbox>{t('settings.keys.persons')}</Checkbox>
        </Form.Item>
      </Create>
      <Secret title={t('settings.keys.secret')} secret={secret} close={() => setSecret(null)} />
    </>
  );
};
