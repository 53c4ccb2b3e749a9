import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, Segmented, Select, Skeleton } from 'antd';
import { useState } from 'react';
import type { ScoreRow } from '../../../server/contract/scoring/scores.ts';
import { useMay } from '../../api/use-may.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Empty } from '../../parts/empty.tsx';
import { Failure } from '../../parts/failure.tsx';
import { schemesQuery, scoresQuery } from '../api.ts';
import { DataState } from '../data-state.tsx';
import { Downloads } from '../downloads.tsx';
import styles from '../page.module.css';
import { spanAt } from '../periods.ts';
import { Refused } from '../refused.tsx';
import type { TabProps } from '../tab.ts';
import { useAllPages } from '../use-all-pages.ts';
import { NewScheme } from './new-scheme.tsx';
import { SchemeHistory } from './scheme-history.tsx';
import { ScoreTable } from './score-table.tsx';
import scoreStyles from './scores.module.css';
import { latestVersions, versionFor } from './versions.ts';

/** Periods in a row without a star that bring who is ranked on the list; what follows is for people to decide. */
const STARLESS = 2;

/** Which rows are on show. */
const LISTS: Record<string, (row: ScoreRow) => boolean> = {
  all: () => true,
  honour: (row) => row.honour?.qualifies === true,
  last: (row) => row.last,
  unranked: (row) => row.rank === null,
};

/** Scores by a scheme, with every term. */
export default function Scores({ question, level, todayText, change }: TabProps) {
  const { t, language } = useWords();
  const [list, setList] = useState('all');
  const schemes = useQuery(schemesQuery);
  const latest = latestVersions(schemes.data ?? []);
  const chosen = latest.find(({ code }) => code === question.scheme) ?? latest[0];
  const { began, scheme, since } = versionFor(schemes.data ?? [], {
    code: chosen?.code,
    span: question.span,
  });
  const levels = [...new Set(scheme?.rules.sections.map((section) => section.level))];
  const [first = level] = levels;
  const scored = [question.level, level].find((one) => one && levels.includes(one)) ?? first;
  const { period, span, areaId, asOf } = question;
  const asked = {
    ...{ scheme: scheme?.code ?? '', level: scored },
    ...{ period, ...span, areaId, asOf },
  };
  const query = useInfiniteQuery({ ...scoresQuery(asked), enabled: scheme !== undefined });
  const { pages, cursors } = useAllPages(query);
  const rows = pages.flatMap((page) => page.rows);
  const answer = pages[0];
  const starless = list === 'starless';
  // No period before the scheme's first can be told of.
  const back = spanAt(span.from, period, 1 - STARLESS).from;
  const begun = spanAt(since ?? back, period).from;
  const reach = { from: back < begun ? begun : back, withoutStar: STARLESS };
  const without = useInfiniteQuery({
    ...scoresQuery({ ...asked, ...reach }),
    enabled: scheme !== undefined && starless,
  });
  const found = useAllPages(without);
  const mayPut = useMay('set-schemes');
  if (schemes.isLoadingError) return <Failure error={schemes.error} retry={schemes.refetch} />;
  if (schemes.isPending) return <Skeleton active paragraph={{ rows: 12 }} title={false} />;
  if (!scheme)
    return (
      <Empty title={t('evaluation.noSchemes')} hint={t('evaluation.noSchemesHint')}>
        {mayPut && <NewScheme known={latest} todayText={todayText} />}
      </Empty>
    );
  return (
    <>
      <div className={styles.tools}>
        <span>
          <Select
            className={scoreStyles.scheme}
            aria-label={t('evaluation.scheme')}
            value={scheme.code}
            options={latest.map(({ code, name }) => ({ value: code, label: name[language] }))}
            onChange={(code) => change({ scheme: code })}
          />
          <Segmented
            aria-label={t('evaluation.level')}
            options={levels.map((value) => ({ value, label: t(`evaluation.levels.${value}`) }))}
            value={scored}
            onChange={(value) => change({ level: value })}
          />
          {scheme.rules.period !== period && (
            <Button type="link" onClick={() => change({ period: scheme.rules.period })}>
              {t('evaluation.schemePeriod', {
                period: t(`evaluation.periods.${scheme.rules.period}`),
              })}
            </Button>
          )}
          {began && (
            <small>
              {t('evaluation.schemeBegan', { version: scheme.version, from: scheme.from })}
            </small>
          )}
          <SchemeHistory versions={schemes.data.filter(({ code }) => code === scheme.code)} />
          {mayPut && <NewScheme known={latest} todayText={todayText} />}
        </span>
        {answer && (
          <Downloads
            path="/scores"
            query={{ ...asked, asOf: answer.versions.edition }}
            rows={rows.length}
            cursors={cursors}
            name={`scores-${scheme.code}-${span.from}`}
          />
        )}
      </div>
      <div className={styles.tools}>
        <DataState
          span={span}
          period={period}
          todayText={todayText}
          versions={answer?.versions}
          asOf={asOf}
          pin={(edition) => change({ asOf: edition })}
        />
        {answer && (
          <Segmented
            aria-label={t('evaluation.shown')}
            options={[
              ...Object.entries(LISTS).map(([value, holds]) => ({
                value,
                label: `${t(`evaluation.list.${value}`)} ${rows.filter(holds).length}`,
              })),
              ...(scheme.rules.stars.length > 0
                ? [{ value: 'starless', label: t('evaluation.list.starless', { count: STARLESS }) }]
                : []),
            ]}
            value={list}
            onChange={setList}
          />
        )}
      </div>
      {query.isLoadingError ? (
        <Refused error={query.error} retry={query.refetch} />
      ) : !answer ? (
        <Skeleton active paragraph={{ rows: 12 }} title={false} />
      ) : rows.length === 0 ? (
        <Empty title={t('evaluation.empty')} hint={t('evaluation.emptyHint')} />
      ) : (
        <ScoreTable
          todayText={todayText}
          rows={starless ? found.pages.flatMap((page) => page.rows) : rows.filter(LISTS[list]!)}
          answer={(starless && found.pages[0]) || answer}
          level={scored}
          question={question}
        />
      )}
    </>
  );
}
