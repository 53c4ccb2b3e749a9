import { Table, type TableColumnsType, Tag } from 'antd';
import { Link } from 'react-router';
import type {
  RulesChange,
  RulesTest,
  VerdictSays,
} from '../../../server/contract/patrols/rules-test.ts';
import type { Outcome } from '../../../server/contract/patrols/verdict.ts';
import { formatAt, grouped } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { OutcomeTag } from '../../parts/outcome-tag.tsx';
import { pagesOf } from '../../parts/pages-of.ts';
import { useTimeZone } from '../../parts/use-time-zone.ts';
import styles from './rules.module.css';

const PAGES = pagesOf(20);

/** Who would have another verdict, from what to what, and why. */
export const RulesChanges = ({ test }: { test: RulesTest }) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const { changes, figuresOnly, gone, outcomes, patrols, ruleSet } = test;
  const officers = new Set(changes.map(({ officerId }) => officerId)).size;
  const columns: TableColumnsType<RulesChange> = [
    {
      title: t('evaluation.rules.patrol'),
      render: (_, { gridName, officerId, officerName, patrolId, startTime }) => (
        <>
          <Link to={`/officers/${officerId}/patrols/${patrolId}`} className="figure">
            {formatAt(startTime, timeZone, 'YYYY-MM-DD HH:mm')}
          </Link>
          <br />
          {officerName} · {gridName}
        </>
      ),
    },
    {
      title: t('evaluation.rules.before'),
      render: (_, { before, ruleSet: judgedBy }) => <Says says={before} by={judgedBy} />,
    },
    {
      title: t('evaluation.rules.after'),
      render: (_, { after }) => <Says says={after} by={ruleSet} />,
    },
    {
      title: t('evaluation.rules.note'),
      render: (_, { byRules, decided }) => (
        <>
          {t(byRules ? 'evaluation.rules.byRules' : 'evaluation.rules.byFacts')}
          {decided && <Tag>{t('evaluation.rules.decided')}</Tag>}
        </>
      ),
    },
  ];
  return (
    <section data-testid="rules-changes">
      <p>
        <b>
          {t('evaluation.rules.changed', {
            count: grouped(changes.length),
            patrols: grouped(patrols),
            officers: grouped(officers),
          })}
        </b>{' '}
        {t('evaluation.rules.beside', { figuresOnly: grouped(figuresOnly), gone: grouped(gone) })}
      </p>
      <ul className={styles.outcomes}>
        {Object.entries(outcomes).map(([name, count]) => {
          const [before, after] = name.split(' -> ') as [Outcome, Outcome];
          return (
            <li key={name}>
              <b className="figure">{grouped(count)}</b> <OutcomeTag standing={before} /> →{' '}
              <OutcomeTag standing={after} />
            </li>
          );
        })}
      </ul>
      {changes.length > 0 && (
        <Table<RulesChange>
          size="small"
          rowKey={({ officerId, patrolId }) => `${officerId} ${patrolId}`}
          columns={columns}
          dataSource={changes}
          pagination={PAGES}
          scroll={{ x: 'max-content' }}
        />
      )}
    </section>
  );
};

/** An outcome with the reasons and signals that made it, and the rule set that says so. */
const Says = ({ by, says: { outcome, reasons, signals } }: { by: string; says: VerdictSays }) => {
  const { t } = useWords();
  const why = [
    ...reasons.map((code) => t(`reason.${code}`)),
    ...signals.map(({ code, strength }) => `${t(`signal.${code}`)} (${t(`strength.${strength}`)})`),
  ];
  return (
    <span className={styles.says}>
      <span>
        <OutcomeTag standing={outcome} /> <small>{by}</small>
      </span>
      <small>{why.join(t('between'))}</small>
    </span>
  );
};
