import { useQuery } from '@tanstack/react-query';
import { App, Button, Checkbox, Form, Input, Tag } from 'antd';
import { useState } from 'react';
import {
  EVENT_TYPES,
  type EventType,
  FREQUENT_TYPES,
  type Webhook,
  type WebhookInput,
} from '../../../server/contract/webhooks/webhook.ts';
import { Ask } from '../../focus/ask.tsx';
import { formatAt } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTimeZone } from '../../parts/use-time-zone.ts';
import {
  changeWebhook,
  createWebhook,
  deleteWebhook,
  rotateSecret,
  testWebhook,
  webhooksQuery,
} from '../api.ts';
import { Create } from '../create.tsx';
import styles from '../page.module.css';
import { Secret } from '../secret.tsx';
import { Section } from '../section.tsx';
import { useAct } from '../use-act.ts';
import { useAreaName } from '../use-area-name.ts';
import { Deliveries } from './deliveries.tsx';

const COLOURS = {
  active: 'success',
  retrying: 'warning',
  disabled: 'default',
  failing: 'error',
  gone: 'error',
} as const;

interface RowProps {
  webhook: Webhook;
  openLog: () => void;
  change: () => void;
  showSecret: (secret: string) => void;
}

const Row = ({ webhook, change, openLog, showSecret }: RowProps) => {
  const { t } = useWords();
  const { message } = App.useApp();
  const timeZone = useTimeZone();
  const areaName = useAreaName();
  const act = useAct(['webhooks', 'deliveries']);
  const { id, name, url, areaId, eventTypes, state, waiting, createdBy, createdAt } = webhook;
  const { failingSince } = webhook;
  const shown = state === 'active' && failingSince ? 'retrying' : state;
  const isActive = state === 'active';
  const test = async () => {
    await testWebhook(id);
    message.success(t('settings.webhooks.tested'));
  };
  const rotate = async () => showSecret((await rotateSecret(id)).secret);
  return (
    <li data-testid="webhook" data-state={state}>
      <div>
        <b>{name}</b>
        <Tag color={COLOURS[shown]}>{t(`settings.webhooks.state.${shown}`)}</Tag>
        {waiting > 0 && (
          <span className="figure">{t('settings.webhooks.waiting', { count: waiting })}</span>
        )}
        {failingSince && (
          <b className={`${styles.failing} figure`}>
            {t('settings.webhooks.failingSince', {
              at: formatAt(failingSince, timeZone, 'MM-DD HH:mm'),
            })}
          </b>
        )}
      </div>
      <code>{url}</code>
      <small>
        {areaName(areaId)} ·{' '}
        {eventTypes.map((type) => t(`settings.webhooks.type.${type}`)).join(' · ')}
      </small>
      <small>
        {t(`settings.webhooks.stateHint.${state}`)}{' '}
        {t('settings.by', { who: createdBy, at: formatAt(createdAt, timeZone, 'YYYY-MM-DD') })}
      </small>
      <div className={styles.acts}>
        <Button size="small" onClick={openLog}>
          {t('settings.webhooks.log')}
        </Button>
        <Button size="small" disabled={!isActive} onClick={() => act.mutate(test)}>
          {t('settings.webhooks.test')}
        </Button>
        <Button size="small" onClick={change}>
          {t('settings.webhooks.change')}
        </Button>
        <Button
          size="small"
          onClick={() =>
            act.mutate(() => changeWebhook(id, { state: isActive ? 'disabled' : 'active' }))
          }
        >
          {t(`settings.webhooks.${isActive ? 'disable' : 'enable'}`)}
        </Button>
        <Ask
          title={t('settings.webhooks.rotateAsk')}
          onConfirm={() => act.mutate(rotate)}
          okText={t('settings.webhooks.rotate')}
          cancelText={t('settings.cancel')}
        >
          <Button size="small">{t('settings.webhooks.rotate')}</Button>
        </Ask>
        <Ask
          title={t('settings.webhooks.deleteAsk')}
          onConfirm={() => act.mutate(() => deleteWebhook(id))}
          okText={t('settings.webhooks.delete')}
          cancelText={t('settings.cancel')}
        >
          <Button size="small" danger>
            {t('settings.webhooks.delete')}
          </Button>
        </Ask>
      </div>
    </li>
  );
};

/** Kinds of events as a field of a form. That one is needed is said by its rule: a group takes no word of it for who reads by voice. */
const EventTypes = ({
  id,
  onChange,
  value,
}: {
  id?: string;
  value?: EventType[];
  onChange?: (types: EventType[]) => void;
}) => {
  const { t } = useWords();
  return (
    <Checkbox.Group
      {...(id === undefined ? {} : { id })}
      {...(value ? { value } : {})}
      {...(onChange ? { onChange } : {})}
      options={EVENT_TYPES.map((type) => ({
        value: type,
        label: t(`settings.webhooks.type.${type}`),
      }))}
    />
  );
};

/** Which other programs are told of what happens. */
export const Webhooks = () => {
  const { t } = useWords();
  const webhooks = useQuery(webhooksQuery);
  const act = useAct(['webhooks']);
  const [form, setForm] = useState<'new' | Webhook | null>(null);
  const changed = form === 'new' ? null : form;
  const [secret, setSecret] = useState<string | null>(null);
  const [read, setRead] = useState<Webhook | null>(null);
  const rules = [{ required: true, message: t('settings.required') }];
  const submit = ({ areaId, ...values }: WebhookInput) =>
    act.mutate(async () => {
      if (changed) await changeWebhook(changed.id, values);
      else setSecret((await createWebhook({ ...values, areaId })).secret);
      setForm(null);
    });
  return (
    <>
      <Section kind="webhooks" query={webhooks} create={() => setForm('new')}>
        {(webhooks.data ?? []).map((webhook) => (
          <Row
            key={webhook.id}
            webhook={webhook}
            openLog={() => setRead(webhook)}
            change={() => setForm(webhook)}
            showSecret={setSecret}
          />
        ))}
      </Section>
      <Create<WebhookInput>
        key={changed?.id ?? 'new'}
        title={
          changed
            ? `${t('settings.webhooks.change')} · ${changed.name}`
            : t('settings.webhooks.new')
        }
        open={form !== null}
        close={() => setForm(null)}
        isBusy={act.isPending}
        submit={submit}
        initial={
          changed ?? { eventTypes: EVENT_TYPES.filter((type) => !FREQUENT_TYPES.includes(type)) }
        }
        {...(changed ? { kept: 'areaId' } : {})}
      >
        <Form.Item
          name="url"
          label={t('settings.webhooks.url')}
          extra={t('settings.webhooks.urlHint')}
          rules={rules}
        >
          <Input maxLength={2000} placeholder="https://" data-testid="create-url" />
        </Form.Item>
        <Form.Item name="eventTypes" label={t('settings.webhooks.types')} rules={rules}>
          <EventTypes />
        </Form.Item>
      </Create>
      <Secret title={t('settings.webhooks.secret')} secret={secret} close={() => setSecret(null)} />
      <Deliveries webhook={read} close={() => setRead(null)} />
    </>
  );
};
