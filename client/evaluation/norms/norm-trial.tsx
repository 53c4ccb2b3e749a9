import { DatePicker, Segmented, Table } from 'antd';
import { useState } from 'react';
import type { DayOutcome } from '../../../server/contract/metrics/day.ts';
import {
  BACK_TEST_DAYS_MAX,
  type BackTest,
  type DayChange,
} from '../../../server/contract/norms/norm-test.ts';
import { today } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { OutcomeTag } from '../../parts/outcome-tag.tsx';
import { pagesOf } from '../../parts/pages-of.ts';
import { useTimeZone } from '../../parts/use-time-zone.ts';
import { TrialPanel } from '../../trial/trial-panel.tsx';
import type { Trial } from '../../trial/use-trial.ts';
import styles from '../page.module.css';
import { useUnitName } from '../use-unit-name.ts';
import { countChanges, drawnFigures } from './norm-fields.ts';
import normStyles from './norms.module.css';
import type { Days, NormTried } from './use-norm-trial.ts';

const LISTS = ['grids', 'officers', 'days'] as const;
type List = (typeof LISTS)[number];
const PAGES = pagesOf(10);

const Outcome = ({ outcome }: { outcome: DayOutcome }) => {
  const { t } = useWords();
  return outcome === 'not-required' ? (
    <span className={styles.free}>{t('evaluation.notRequired')}</span>
  ) : (
    <OutcomeTag standing={outcome} />
  );
};

interface TrialProps {
  trial: Trial<NormTried>;
  days: Days;
  choose: (days: Days) => void;
}

/** What a norm would have decided on the last days, or others, beside its form. */
export const NormTrial = ({ choose, days, trial }: TrialProps) => {
  const { t } = useWords();
  const now = today(useTimeZone());
  return (
    <TrialPanel
      title={t('evaluation.norm.try')}
      hint={t('evaluation.norm.tryHint', { days: BACK_TEST_DAYS_MAX })}
      trial={trial}
      testId="norm-trial"
      choice={
        <DatePicker.RangePicker
          className={normStyles.days!}
          value={days}
          allowClear={false}
          maxDate={now}
          disabledDate={(day, { from: first }) =>
            first !== undefined && Math.abs(day.diff(first, 'day')) >= BACK_TEST_DAYS_MAX
          }
          aria-label={t('patrols.range')}
          onChange={(value) => {
            const [first, last] = value ?? [];
            if (first && last) choose([first, last]);
          }}
        />
      }
    >
      {({ isPart, test }) => (
        <>
          {test.drawn.gridDays < test.drawn.of && (
            <p data-testid="norm-drawn">
              {t('evaluation.norm.drawn', drawnFigures(test))}{' '}
              {isPart && !trial.isStale && t('evaluation.norm.drawing')}
            </p>
          )}
          <Decided result={test} />
        </>
      )}
    </TrialPanel>
  );
};

/** How many days would come out otherwise, of whom, where, and each. */
const Decided = ({ result }: { result: BackTest }) => {
  const { t } = useWords();
  const nameOf = useUnitName();
  const [list, setList] = useState<List>('grids');
  const { days, changedDays, officers, grids, outcomes, changes } = result;
  const counts = { grids, officers, days: changedDays };
  return (
    <div className={normStyles.trial} data-testid="norm-decided">
      <p>
        <b className="figure">{t('evaluation.norm.changed', { count: changedDays, days })}</b>
      </p>
      <ul>
        {Object.entries(outcomes).map(([name, count]) => {
          const [before, after] = name.split(' -> ') as [DayOutcome, DayOutcome];
          return (
            <li key={name}>
              <b className="figure">{count}</b>
              <Outcome outcome={before} />
              {before === after ? (
                <small>{t('evaluation.norm.sameOutcome')}</small>
              ) : (
                <>
                  → <Outcome outcome={after} />
                </>
              )}
            </li>
          );
        })}
      </ul>
      {changedDays > 0 && (
        <>
          <Segmented<List>
            aria-label={t('evaluation.shown')}
            options={LISTS.map((value) => ({
              value,
              label: `${t(`evaluation.norm.by.${value}`)} ${counts[value]}`,
            }))}
            value={list}
            onChange={setList}
          />
          {list === 'days' ? (
            <Table<DayChange>
              size="small"
              rowKey={({ officerId, gridId, day }) => `${officerId} ${gridId} ${day}`}
              dataSource={changes}
              pagination={PAGES}
              scroll={{ x: 'max-content' }}
              columns={[
                { title: t('evaluation.norm.by.days'), dataIndex: 'day' },
                {
                  title: t('evaluation.levels.officer'),
                  render: (_, { officerId }) => nameOf('officer', officerId, String(officerId)),
                },
                {
                  title: t('evaluation.levels.grid'),
                  render: (_, { gridId }) => nameOf('grid', gridId, String(gridId)),
                },
                {
                  title: t('evaluation.norm.change'),
                  render: (_, { before, after, patrols }) => (
                    <>
                      <Outcome outcome={before.outcome} /> {before.patrolsDone}/
                      {before.patrolsRequired} → <Outcome outcome={after.outcome} />{' '}
                      {after.patrolsDone}/{after.patrolsRequired}{' '}
                      <small>
                        {[
                          ...after.reasons.map((code) => t(`evaluation.why.${code}`)),
                          ...patrols.flatMap(({ reasons }) =>
                            reasons.map((code) => t(`reason.${code}`)),
                          ),
                        ].join(t('between'))}
                      </small>
                    </>
                  ),
                },
              ]}
            />
          ) : (
            <Table
              size="small"
              rowKey="id"
              dataSource={countChanges(changes, list === 'grids' ? 'gridId' : 'officerId')}
              pagination={PAGES}
              columns={[
                {
                  title: t(`evaluation.levels.${list === 'grids' ? 'grid' : 'officer'}`),
                  render: (_, { id }) =>
                    nameOf(list === 'grids' ? 'grid' : 'officer', id, String(id)),
                },
                { title: t('evaluation.norm.daysChanged'), dataIndex: 'days' },
              ]}
            />
          )}
        </>
      )}
    </div>
  );
};
