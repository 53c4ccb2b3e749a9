import { Rate, Table, type TableColumnsType, Tag } from 'antd';
import type { CSSProperties } from 'react';
import type { CaseUnit } from '../../../server/contract/cases/figures.ts';
import type { HonourLack, ScoreAnswer, ScoreRow } from '../../../server/contract/scoring/scores.ts';
import { oneDigit } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { pagesOf } from '../../parts/pages-of.ts';
import { PHONE, useMedia } from '../../parts/use-media.ts';
import styles from '../page.module.css';
import { type Question, unitPath } from '../question.ts';
import { useUnitName } from '../use-unit-name.ts';
import { ScoreTerms } from './score-terms.tsx';
import scoreStyles from './scores.module.css';

const PAGE_SIZE = 50;

/** What else stands of a row: stars, honour, among the last, or why it has no rank. */
const Standing = ({ row, mostStars }: { row: ScoreRow; mostStars: number }) => {
  const { t } = useWords();
  const { stars, honour, last, unranked } = row;
  const lackText = (lack: HonourLack) =>
    lack === 'matters'
      ? t('evaluation.honourMatters', { count: honour!.matters })
      : t(`evaluation.honourLacks.${lack}`);
  return (
    <span className={scoreStyles.standing}>
      {stars !== null && stars > 0 && (
        // Drawn as choices that cannot be made, which have no names: it is one figure.
        <span role="img" aria-label={t('record.stars', { count: stars })}>
          <span aria-hidden inert>
            <Rate disabled count={Math.max(mostStars, stars)} value={stars} />
          </span>
        </span>
      )}
      {honour?.qualifies && <Tag color="warning">{t('evaluation.honour')}</Tag>}
      {honour && !honour.qualifies && unranked === null && (
        <small>
          {t('evaluation.honourNot', {
            why: honour.lacks.map(lackText).join(t('betweenProblems')),
          })}
        </small>
      )}
      {last && <Tag color="warning">{t('evaluation.last')}</Tag>}
      {unranked && <Tag>{t(`evaluation.unranked.${unranked}`)}</Tag>}
    </span>
  );
};

export const ScoreTable = ({
  rows,
  answer,
  level,
  question,
  todayText,
}: {
  rows: ScoreRow[];
  answer: ScoreAnswer;
  level: CaseUnit;
  question: Question;
  todayText: string;
}) => {
  const { t } = useWords();
  const isPhone = useMedia(PHONE);
  const nameOf = useUnitName();
  const mostStars = rows.reduce((most, { stars }) => Math.max(most, stars ?? 0), 0);
  const columns: TableColumnsType<ScoreRow> = [
    {
      title: t(`evaluation.levels.${level}`),
      width: isPhone ? 150 : 240,
      fixed: 'left',
      render: (_, row) => (
        <span className={styles.unit}>
          <i className="figure">{row.rank ?? '—'}</i>
          <span>
            <b>{level === 'department' ? row.name : nameOf(level, row.id, row.code)}</b>
            <small>
              {row.post
                ? `${t(`postRole.${row.post}`)} · ${row.parentName ?? row.code}`
                : row.category
                  ? t(`officerCategory.${row.category}`)
                  : row.code}
              {row.rank !== null && ` · ${t('evaluation.ofPeers', { count: row.peers })}`}
            </small>
          </span>
        </span>
      ),
    },
    {
      title: t('evaluation.total'),
      width: isPhone ? 110 : 200,
      render: (_, { total, max }) =>
        total === null ? (
          '—'
        ) : (
          <span className={styles.cell}>
            <b className="figure">
              {oneDigit(total)} <small>/ {oneDigit(max)}</small>
            </b>
            <i style={{ '--share': max > 0 ? Math.min(1, total / max) : 0 } as CSSProperties} />
          </span>
        ),
    },
    {
      title: t('evaluation.standing'),
      render: (_, row) => <Standing row={row} mostStars={mostStars} />,
    },
  ];
  return (
    <Table<ScoreRow>
      className={styles.table}
      size="middle"
      rowKey={({ id, from, section }) => `${id} ${from} ${section}`}
      columns={columns}
      dataSource={rows}
      scroll={{ x: 'max-content' }}
      pagination={pagesOf(PAGE_SIZE)}
      expandable={{
        expandRowByClick: true,
        columnTitle: <span className="visually-hidden">{t('audit.detail')}</span>,
        expandedRowRender: (row) => (
          <ScoreTerms
            path={level === 'department' ? null : unitPath(question, level, row.id)}
            row={row}
            scheme={answer.scheme.code}
            level={level}
            period={answer.period}
            isOver={row.to <= todayText}
            section={row.section === null ? null : answer.sections[row.section]!}
          />
        ),
      }}
      onRow={() => ({ 'data-testid': 'score-row' }) as object}
    />
  );
};
