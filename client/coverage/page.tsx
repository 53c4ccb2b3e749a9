import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useLocation, useNavigate, useParams } from 'react-router';
import { areasQuery } from '../api/areas.ts';
import { sessionQuery } from '../api/session.ts';
import { spanAt, yearBefore } from '../evaluation/periods.ts';
import { firstLevel, levelsWithin, useQuestion } from '../evaluation/question.ts';
import { QuestionBar } from '../evaluation/question-bar.tsx';
import { useWords } from '../i18n/use-words.ts';
import { Failure } from '../parts/failure.tsx';
import { Waiting } from '../parts/waiting.tsx';
import styles from './page.module.css';
import { PeriodView } from './period.tsx';

/** Periods to set beside the one asked for: the one before, and the same a year before. */
const BESIDE = ['none', 'before', 'year'] as const;
type Beside = (typeof BESIDE)[number];

/** How the ground was covered in a period; two side by side on request. */
export default function CoveragePage() {
  const { t } = useWords();
  const go = useNavigate();
  const { search } = useLocation();
  const { question, todayText, change } = useQuestion();
  const account = useQuery(sessionQuery).data!;
  const known = useQuery(areasQuery);
  const asked = useParams().beside;
  const beside = BESIDE.find((one) => one === asked) ?? 'none';
  if (known.isLoadingError) return <Failure isPage error={known.error} retry={known.refetch} />;
  if (!known.data) return <Waiting />;
  const areas = known.data;
  const topId = question.areaId ?? account.areaId;
  const area = areas.find(({ id }) => id === topId);
  const { period, span } = question;
  const spans = {
    none: [span],
    before: [spanAt(span.from, period, -1), span],
    year: [spanAt(yearBefore(span.from), period), span],
  }[beside];
  const levels = levelsWithin(areas, area?.level ?? 'city').filter((one) => one !== 'officer');
  const first = area ? firstLevel(areas, topId, levels) : 'grid';
  const level = first === 'officer' ? 'grid' : first;
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{t('coverage.title')}</h1>
        <QuestionBar
          question={question}
          todayText={todayText}
          level={level}
          levels={[]}
          change={change}
        />
        <Select<Beside>
          aria-label={t('coverage.beside')}
          value={beside}
          options={BESIDE.map((value) => ({
            value,
            label: t(`coverage.besides.${value}`),
          }))}
          onChange={(next) =>
            go({ pathname: next === 'none' ? '/coverage' : `/coverage/${next}`, search })
          }
        />
      </header>
      {area && (
        <div className={styles.periods} data-count={spans.length}>
          {spans.map((one) => (
            <PeriodView
              key={`${area.id} ${period} ${one.from}`}
              span={one}
              asOf={question.asOf}
              {...{ area, areas, level, period }}
            />
          ))}
        </div>
      )}
    </div>
  );
}
