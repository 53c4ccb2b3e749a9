import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import type { NormRecord } from '../../../server/contract/norms/norm-record.ts';
import { MINUTE_MS } from '../../../server/contract/units.ts';
import { percent } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Empty } from '../../parts/empty.tsx';
import { Failure } from '../../parts/failure.tsx';
import { pagesOf } from '../../parts/pages-of.ts';
import { PHONE, useMedia } from '../../parts/use-media.ts';
import { useNow } from '../../parts/use-now.ts';
import { useAct } from '../../settings/use-act.ts';
import { useAreaName } from '../../settings/use-area-name.ts';
import { VersionActs } from '../../settings/version-acts.tsx';
import { VersionHead } from '../../settings/version-head.tsx';
import { STATE_ORDER, stateOf } from '../../settings/version-state.ts';
import { normsQuery, withdrawNorm } from '../api.ts';
import styles from '../page.module.css';
import { forWhomOf, useForWhom } from './for-whom.ts';
import { NormEditor } from './norm-editor.tsx';
import normStyles from './norms.module.css';

/** Norms in force, to come and past; a change is tried on the past before it is published. */
export default function Norms() {
  const { t } = useWords();
  const isPhone = useMedia(PHONE);
  const areaName = useAreaName();
  const forWhom = useForWhom();
  const now = useNow(MINUTE_MS);
  const query = useQuery(normsQuery);
  const act = useAct(['norms', 'setup']);
  const [edited, setEdited] = useState<NormRecord | 'new' | null>(null);
  if (query.isLoadingError) return <Failure error={query.error} retry={query.refetch} />;
  if (query.isPending) return <Skeleton active paragraph={{ rows: 8 }} title={false} />;
  const norms = [...query.data].sort(
    (a, b) =>
      STATE_ORDER.indexOf(stateOf(a, now)) - STATE_ORDER.indexOf(stateOf(b, now)) ||
      a.areaId - b.areaId ||
      b.version - a.version,
  );
  const columns: TableColumnsType<NormRecord> = [
    {
      title: t('evaluation.norm.norm'),
      fixed: 'left',
      width: isPhone ? 120 : 240,
      render: (_, norm) => (
        <span className={styles.unit}>
          <span>
            <b>{norm.name}</b>
            <small>
              {areaName(norm.areaId)} · {forWhom(norm)}
            </small>
          </span>
        </span>
      ),
    },
    {
      title: t('evaluation.norm.rules'),
      ...(isPhone ? { width: 230 } : {}),
      render: (_, { rules }) => (
        <span className={normStyles.rules}>
          {t('evaluation.norm.summary', {
            patrols: rules.patrolsPerDay,
            minutes: rules.minutesPerPatrol,
            coverage: percent(rules.coveragePerPatrol),
            period: percent(rules.coveragePerPeriod),
            days: rules.periodDays,
          })}
          {rules.windows.length > 0 && (
            <small>{rules.windows.map(({ from, to }) => `${from}–${to}`).join(t('between'))}</small>
          )}
        </span>
      ),
    },
    {
      title: t('evaluation.norm.since'),
      width: 200,
      render: (_, norm) => (
        <span className={normStyles.rules}>
          <VersionHead version={norm} now={now} />
        </span>
      ),
    },
    {
      key: 'change',
      title: <span className="visually-hidden">{t('state.actions')}</span>,
      width: 110,
      render: (_, norm) => (
        <VersionActs
          version={norm}
          now={now}
          change={() => setEdited(norm)}
          withdraw={() =>
            act.mutate(() =>
              withdrawNorm({ area: norm.area, version: norm.version, ...forWhomOf(norm) }),
            )
          }
        />
      ),
    },
  ];
  return (
    <>
      <div className={styles.tools}>
        <p className={styles.state}>{t('evaluation.norm.about')}</p>
        <Button onClick={() => setEdited('new')}>{t('evaluation.norm.new')}</Button>
      </div>
      {norms.length === 0 ? (
        <Empty title={t('evaluation.norm.empty')} hint={t('evaluation.norm.emptyHint')} />
      ) : (
        <Table<NormRecord>
          className={styles.table}
          size="middle"
          rowKey={({ id, version }) => `${id} ${version}`}
          columns={columns}
          dataSource={norms}
          scroll={{ x: 'max-content' }}
          pagination={pagesOf(50)}
        />
      )}
      {edited && (
        <NormEditor norm={edited === 'new' ? null : edited} close={() => setEdited(null)} />
      )}
    </>
  );
}
