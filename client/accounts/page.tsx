import { MoreOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Modal, Segmented, Select, Table } from 'antd';
import { useMemo, useState } from 'react';
import { ROLES } from '../../server/contract/accounts/account.ts';
import {
  type AccountInput,
  type ManagedAccount,
  TEMPORARY_H,
} from '../../server/contract/accounts/managed.ts';
import { sessionQuery } from '../api/session.ts';
import { ActsMenu } from '../focus/acts-menu.tsx';
import { formatAt } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { Empty } from '../parts/empty.tsx';
import { Failure } from '../parts/failure.tsx';
import { pagesOf } from '../parts/pages-of.ts';
import { useTimeZone } from '../parts/use-time-zone.ts';
import { Create } from '../settings/create.tsx';
import page from '../settings/page.module.css';
import { Secret } from '../settings/secret.tsx';
import { useAct } from '../settings/use-act.ts';
import { useAreaName } from '../settings/use-area-name.ts';
import styles from './accounts.module.css';
import { accountsQuery, changeAccount, createAccount } from './api.ts';
import { Sessions } from './sessions.tsx';
import { States } from './states.tsx';
import { useActs } from './use-acts.ts';

const SHOWN = ['all', 'active', 'disabled'] as const;
type Shown = (typeof SHOWN)[number];
const isIn = (shown: Shown, { disabledAt }: ManagedAccount) =>
  shown === 'all' || (shown === 'disabled') === (disabledAt !== null);
const PAGES = pagesOf(20);

/** Who may sign in, as what, over which area; made, changed and ended here. */
export default function AccountsPage() {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const areaName = useAreaName();
  const ownId = useQuery(sessionQuery).data?.id;
  const accounts = useQuery(accountsQuery);
  const act = useAct(['accounts', 'sessions']);
  const actsOf = useActs(act.mutate);
  const [shown, setShown] = useState<Shown>('all');
  const [asked, setAsked] = useState('');
  const [form, setForm] = useState<'new' | ManagedAccount | null>(null);
  const [looked, setLooked] = useState<ManagedAccount | null>(null);
  const [password, setPassword] = useState<{ name: string; text: string } | null>(null);
  const all = accounts.data ?? [];
  const rows = useMemo(() => {
    const wanted = asked.trim().toLowerCase();
    return (accounts.data ?? []).filter(
      (one) =>
        isIn(shown, one) && `${one.name} ${areaName(one.areaId)}`.toLowerCase().includes(wanted),
    );
  }, [accounts.data, shown, asked, areaName]);
  if (accounts.isLoadingError)
    return <Failure isPage error={accounts.error} retry={accounts.refetch} />;

  const changed = form === 'new' ? null : form;
  const submit = ({ name, role, areaId }: AccountInput) =>
    act.mutate(async () => {
      if (changed) await changeAccount(changed.id, { role, areaId });
      else {
        const made = await createAccount({ name, role, areaId });
        setPassword({ name, text: made.password });
      }
      setForm(null);
    });
  return (
    <div className={page.page}>
      <h1>{t('account.pages.all')}</h1>
      <p>{t('accounts.about')}</p>
      <div className={styles.tools}>
        <Segmented<Shown>
          aria-label={t('evaluation.shown')}
          options={SHOWN.map((value) => ({
            value,
            label: `${t(`accounts.shown.${value}`)} ${all.filter((one) => isIn(value, one)).length}`,
          }))}
          value={shown}
          onChange={setShown}
        />
        <Input
          allowClear
          className={styles.find}
          placeholder={t('accounts.find')}
          aria-label={t('accounts.find')}
          onChange={({ target }) => setAsked(target.value)}
        />
        <Button type="primary" onClick={() => setForm('new')}>
          {t('accounts.new')}
        </Button>
      </div>
      <Table<ManagedAccount>
        size="small"
        rowKey="id"
        loading={accounts.isPending}
        dataSource={rows}
        pagination={PAGES}
        scroll={{ x: 'max-content' }}
        locale={{
          emptyText: accounts.data && (
            <Empty title={t('accounts.empty')} hint={t('accounts.emptyHint')} />
          ),
        }}
        columns={[
          {
            title: t('accounts.name'),
            render: (_, one) => (
              <div className={styles.who}>
                <b>{one.name}</b>
                <States account={one} isOwn={one.id === ownId} />
              </div>
            ),
          },
          { title: t('accounts.role'), render: (_, { role }) => t(`account.role.${role}`) },
          { title: t('accounts.area'), render: (_, { areaId }) => areaName(areaId) },
          {
            title: t('accounts.lastSignIn'),
            render: (_, { lastSignInAt }) => (
              <span className="figure">
                {lastSignInAt
                  ? formatAt(lastSignInAt, timeZone, 'YYYY-MM-DD HH:mm')
                  : t('accounts.never')}
              </span>
            ),
          },
          {
            title: t('accounts.sessions'),
            render: (_, one) => (
              <Button
                size="small"
                disabled={one.sessions === 0}
                onClick={() => setLooked(one)}
                aria-label={`${t('accounts.sessionsOf', { name: one.name })}: ${one.sessions}`}
              >
                {one.sessions}
              </Button>
            ),
          },
          {
            title: <MoreOutlined aria-label={t('accounts.acts')} />,
            fixed: 'right',
            render: (_, one) =>
              one.id !== ownId && (
                <ActsMenu acts={actsOf(one, { change: setForm, tell: setPassword })}>
                  <Button
                    size="small"
                    icon={<MoreOutlined aria-hidden />}
                    aria-label={t('accounts.more', { name: one.name })}
                  />
                </ActsMenu>
              ),
          },
        ]}
      />
      <Create<AccountInput>
        key={changed?.id ?? 'new'}
        title={t(changed ? 'accounts.change' : 'accounts.new')}
        open={form !== null}
        close={() => setForm(null)}
        isBusy={act.isPending}
        submit={submit}
        initial={changed ?? { role: 'supervisor' }}
        {...(changed ? { kept: 'name' } : {})}
      >
        <Form.Item name="role" label={t('accounts.role')}>
          <Select options={ROLES.map((value) => ({ value, label: t(`account.role.${value}`) }))} />
        </Form.Item>
      </Create>
      <Modal
        open={looked !== null}
        title={looked && t('accounts.sessionsOf', { name: looked.name })}
        footer={null}
        onCancel={() => setLooked(null)}
        destroyOnHidden
      >
        {looked && <Sessions of={looked.id} />}
      </Modal>
      <Secret
        title={t('accounts.password', { name: password?.name })}
        hint={t('accounts.passwordHint', { hours: TEMPORARY_H })}
        secret={password?.text ?? null}
        close={() => setPassword(null)}
      />
    </div>
  );
}
