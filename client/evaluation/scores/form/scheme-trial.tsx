import { Alert, Select, Table } from 'antd';
import type { CaseUnit } from '../../../../server/contract/cases/figures.ts';
import type { SchemeTrial as SchemeTried } from '../../../../server/contract/scoring/trials.ts';
import { oneDigit } from '../../../format.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { pagesOf } from '../../../parts/pages-of.ts';
import { TrialPanel } from '../../../trial/trial-panel.tsx';
import type { Trial } from '../../../trial/use-trial.ts';
import styles from './form.module.css';

const PAGES = pagesOf(10);

interface TrialProps {
  levels: readonly CaseUnit[];
  level: CaseUnit;
  setLevel: (level: CaseUnit) => void;
  trial: Trial<SchemeTried>;
}

/** What a scheme would have scored over its last whole period, beside what was scored then. */
export const SchemeTrial = ({ level, levels, setLevel, trial }: TrialProps) => {
  const { t } = useWords();
  const said = (one: SchemeTried['rows'][number]['before']) =>
    one === null || one.total === null
      ? '–'
      : [
          oneDigit(one.total),
          one.rank !== null && t('schemeForm.rankOf', { rank: one.rank }),
          one.stars !== null && t('schemeForm.starsOf', { count: one.stars }),
          one.last && t('evaluation.last'),
        ]
          .filter(Boolean)
          .join(' · ');
  return (
    <TrialPanel
      title={t('schemeForm.try')}
      hint={t('schemeForm.tryHint')}
      trial={trial}
      testId="scheme-trial"
      choice={
        <Select<CaseUnit>
          className={styles.level!}
          aria-label={t('schemeForm.level')}
          value={level}
          options={levels.map((value) => ({ value, label: t(`evaluation.levels.${value}`) }))}
          onChange={setLevel}
        />
      }
    >
      {(tried) =>
        tried.rows.length === 0 ? (
          <Alert
            type="info"
            showIcon
            data-testid="scheme-trial-empty"
            title={t('schemeForm.triedNothing', {
              ...tried,
              level: t(`evaluation.levels.${level}`),
            })}
          />
        ) : (
          <Table<SchemeTried['rows'][number]>
            size="small"
            rowKey="id"
            data-testid="scheme-scored"
            pagination={PAGES}
            scroll={{ x: 'max-content' }}
            title={() => t('schemeForm.tried', { ...tried, rows: tried.rows.length })}
            dataSource={[...tried.rows]}
            columns={[
              { title: t('schemeForm.level'), dataIndex: 'name' },
              { title: t('schemeForm.before'), render: (_, { before }) => said(before) },
              { title: t('schemeForm.after'), render: (_, { after }) => said(after) },
            ]}
          />
        )
      }
    </TrialPanel>
  );
};
