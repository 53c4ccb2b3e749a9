import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Select, Table } from 'antd';
import { useState } from 'react';
import type { CaseUnit } from '../../../../server/contract/cases/figures.ts';
import type {
  SchemeTrialInput,
  SchemeTrial as Trial,
} from '../../../../server/contract/scoring/trials.ts';
import { asRequestError } from '../../../api/request.ts';
import { oneDigit } from '../../../format.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { pagesOf } from '../../../parts/pages-of.ts';
import { Refusal } from '../../../parts/refusal.tsx';
import { tryScheme } from '../../api.ts';
import styles from './form.module.css';

const PAGES = pagesOf(10);

interface TrialProps {
  levels: readonly CaseUnit[];
  /** The scheme as the form has it; null where something in it is missing. */
  ask: () => Promise<Omit<SchemeTrialInput, 'level'> | null>;
}

/** What a scheme would have scored over its last whole period, beside what was scored then. */
export const SchemeTrial = ({ ask, levels }: TrialProps) => {
  const { t } = useWords();
  const [chosen, setLevel] = useState<CaseUnit>('officer');
  const level = levels.includes(chosen) ? chosen : (levels[0] ?? 'officer');
  const trial = useMutation({
    mutationFn: async () => {
      const scheme = await ask();
      return scheme && tryScheme({ ...scheme, level });
    },
  });
  const said = (one: Trial['rows'][number]['before']) =>
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
    <>
      <h3>{t('schemeForm.try')}</h3>
      <p>{t('schemeForm.tryHint')}</p>
      <div className={styles.parts}>
        <Select<CaseUnit>
          aria-label={t('schemeForm.level')}
          value={level}
          options={levels.map((value) => ({ value, label: t(`evaluation.levels.${value}`) }))}
          onChange={setLevel}
        />
        <Button data-testid="scheme-try" loading={trial.isPending} onClick={() => trial.mutate()}>
          {t('schemeForm.tryIt')}
        </Button>
      </div>
      {trial.error && <Refusal error={asRequestError(trial.error)} />}
      {trial.data?.rows.length === 0 && (
        <Alert
          type="info"
          showIcon
          data-testid="scheme-trial-empty"
          title={t('schemeForm.triedNothing', {
            ...trial.data,
            level: t(`evaluation.levels.${level}`),
          })}
        />
      )}
      {trial.data && trial.data.rows.length > 0 && (
        <Table<Trial['rows'][number]>
          size="small"
          rowKey="id"
          data-testid="scheme-trial"
          pagination={PAGES}
          title={() => t('schemeForm.tried', { ...trial.data!, rows: trial.data!.rows.length })}
          dataSource={[...trial.data.rows]}
          columns={[
            { title: t('schemeForm.level'), dataIndex: 'name' },
            { title: t('schemeForm.before'), render: (_, { before }) => said(before) },
            { title: t('schemeForm.after'), render: (_, { after }) => said(after) },
          ]}
        />
      )}
    </>
  );
};
