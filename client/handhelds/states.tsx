import { PrinterOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Input, Modal, Segmented, Table, Tag } from 'antd';
import { useMemo, useState } from 'react';
import {
  type HandheldState,
  REVOKED_WHY,
  type RevokedWhy,
} from '../../server/contract/handhelds/state.ts';
import type { Owner } from '../assignments/api.ts';
import { AssignmentsDrawer } from '../assignments/drawer.tsx';
import { ActsMenu } from '../focus/acts-menu.tsx';
import { formatAt } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { Failure } from '../parts/failure.tsx';
import { pagesOf } from '../parts/pages-of.ts';
import { useGridName } from '../parts/use-grid-name.ts';
import { useTimeZone } from '../parts/use-time-zone.ts';
import { useAct } from '../settings/use-act.ts';
import { revoke, statesQuery } from './api.ts';
import styles from './handhelds.module.css';
import { NewHandheld } from './new-handheld.tsx';
import { isIn, SHOWN, type Shown, stateOf } from './state.ts';
import { usePrint } from './use-print.tsx';

const COLOURS = {
  enrolled: 'success',
  sheet: 'processing',
  secret: 'default',
  revoked: 'error',
} as const;
const PAGES = pagesOf(20);

/** Every handheld: whose, enrolled or not, last heard, its clock and battery, what was refused; sheets for one or all, and an end. */
export const HandheldStates = () => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const gridName = useGridName();
  const states = useQuery(statesQuery);
  const act = useAct(['handheld-states', 'setup']);
  const [shown, setShown] = useState<Shown>('all');
  const [asked, setAsked] = useState('');
  const [ending, setEnding] = useState<{ code: string; why: RevokedWhy } | null>(null);
  const [isMaking, setMaking] = useState(false);
  const [opened, setOpened] = useState<Owner | null>(null);
  const all = states.data ?? [];
  const print = usePrint(all);
  const rows = useMemo(() => {
    const wanted = asked.trim().toLowerCase();
    return (states.data ?? []).filter(
      (one) =>
        isIn(shown, one) &&
        [
          ...[one.code, one.officer, one.grid && gridName(one.gridId, one.grid)],
          ...one.carriers.map(({ officer }) => officer),
        ]
          .join(' ')
          .toLowerCase()
          .includes(wanted),
    );
  }, [states.data, shown, asked, gridName]);
  if (states.isLoadingError) return <Failure error={states.error} retry={states.refetch} />;
  const when = (moment: string) => formatAt(moment, timeZone, 'MM-DD HH:mm');
  const printable = rows.filter(
    ({ carriers, revokedAt }) => carriers.length > 0 && revokedAt === null,
  );
  return (
    <div className={styles.states} data-testid="handheld-states">
      <div className={styles.tools}>
        <Segmented<Shown>
          aria-label={t('handhelds.title')}
          options={SHOWN.map((value) => ({
            value,
            label: `${t(`handhelds.shown.${value}`)} ${all.filter((one) => isIn(value, one)).length}`,
          }))}
          value={shown}
          onChange={setShown}
        />
        <Input
          allowClear
          className={styles.find}
          placeholder={t('handhelds.find')}
          aria-label={t('handhelds.find')}
          onChange={({ target }) => setAsked(target.value)}
        />
        <Button
          type="primary"
          icon={<PrinterOutlined aria-hidden />}
          disabled={printable.length === 0}
          loading={print.isPending}
          onClick={() => print.mutate(printable.map(({ code }) => code))}
        >
          {t('handhelds.sheetsFor', { count: printable.length })}
        </Button>
        <Button onClick={() => setMaking(true)}>{t('handhelds.new')}</Button>
      </div>
      <Table<HandheldState>
        size="small"
        rowKey="id"
        loading={states.isPending}
        dataSource={rows}
        pagination={PAGES}
        scroll={{ x: 'max-content' }}
        columns={[
          {
            title: t('handhelds.handheld'),
            render: (_, { code, datum }) => (
              <>
                <b>{code}</b> <small>{t(`settings.handhelds.datum.${datum}`)}</small>
              </>
            ),
          },
          {
            title: t('handhelds.whose'),
            render: (_, { carriers, grid, gridId, officer, officerCode }) => (
              <>
                {officer === null
                  ? t('handhelds.nobody')
                  : [officer, grid && gridName(gridId, grid)].filter(Boolean).join(' · ')}
                {carriers
                  .filter((next) => next.officerCode !== officerCode)
                  .map((next) => (
                    <small key={next.officerCode} className={styles.next}>
                      {t('handhelds.next', { who: next.officer, from: when(next.from) })}
                    </small>
                  ))}
              </>
            ),
          },
          {
            title: t('handhelds.state'),
            render: (_, one) => (
              <>
                <Tag color={COLOURS[stateOf(one)]}>
                  {t(`handhelds.is.${stateOf(one)}`)}
                  {one.revokedWhy && ` · ${t(`handhelds.why.${one.revokedWhy}`)}`}
                </Tag>
                {one.sheetUntil && stateOf(one) !== 'sheet' && (
                  <small> {t('handhelds.is.sheet')}</small>
                )}
              </>
            ),
          },
          {
            title: t('handhelds.heard'),
            render: (_, { heardAt, wire }) =>
              heardAt === null ? (
                t('handhelds.never')
              ) : (
                <span className="figure">
                  {when(heardAt)} <small>{wire ?? 'xunji'}</small>
                </span>
              ),
          },
          {
            title: t('handhelds.clock'),
            render: (_, { clockOffsetS }) => (
              <span className="figure">
                {clockOffsetS === null ? '–' : t('handhelds.offset', { seconds: clockOffsetS })}
              </span>
            ),
          },
          {
            title: t('handhelds.battery'),
            render: (_, { batteryPct }) => (
              <span className="figure">{batteryPct === null ? '–' : `${batteryPct} %`}</span>
            ),
          },
          {
            title: t('handhelds.refused'),
            render: (_, { refused }) => (
              <span className="figure">
                {refused
                  .map(({ count, reason }) => `${t(`handhelds.reason.${reason}`, reason)} ${count}`)
                  .join(' · ') || '–'}
              </span>
            ),
          },
          {
            key: 'acts',
            title: <span className="visually-hidden">{t('state.actions')}</span>,
            render: (_, { carriers, code, id, revokedAt }) => (
              <span className={styles.acts}>
                <Button size="small" onClick={() => setOpened({ kind: 'handheld', id, code })}>
                  {t('assignments.open.handheld')}
                </Button>
                <Button
                  size="small"
                  disabled={carriers.length === 0}
                  onClick={() => print.mutate([code])}
                >
                  {t('handhelds.sheet')}
                </Button>
                <ActsMenu
                  disabled={revokedAt !== null}
                  acts={REVOKED_WHY.map((why) => ({
                    key: why,
                    label: t(`handhelds.why.${why}`),
                    onClick: () => setEnding({ code, why }),
                  }))}
                >
                  <Button size="small" danger>
                    {t('handhelds.revoke')}
                  </Button>
                </ActsMenu>
              </span>
            ),
          },
        ]}
      />
      <Modal
        open={ending !== null}
        title={t('handhelds.revokeAsk', { code: ending?.code })}
        okText={t('handhelds.revoke')}
        okButtonProps={{ danger: true, loading: act.isPending }}
        cancelText={t('settings.cancel')}
        onCancel={() => setEnding(null)}
        onOk={() =>
          act.mutate(async () => {
            await revoke(ending!.code, ending!.why);
            setEnding(null);
          })
        }
      >
        {t('handhelds.revokeHint')}
      </Modal>
      {isMaking && <NewHandheld close={() => setMaking(false)} />}
      {opened && <AssignmentsDrawer owner={opened} close={() => setOpened(null)} />}
      {print.shown}
    </div>
  );
};
