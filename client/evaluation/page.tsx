import { useQuery } from '@tanstack/react-query';
import { type ComponentType, Suspense } from 'react';
import { useParams } from 'react-router';
import { type Capability, may } from '../../server/contract/access/capabilities.ts';
import { areasQuery } from '../api/areas.ts';
import { sessionQuery } from '../api/session.ts';
import { useWords } from '../i18n/use-words.ts';
import { Failure } from '../parts/failure.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { lazyPiece } from '../shell/lazy-piece.tsx';
import { OnlyFor } from '../shell/only-for.tsx';
import { Ranking } from './metrics/ranking.tsx';
import styles from './page.module.css';
import { firstLevel, levelsWithin, useQuestion } from './question.ts';
import { QuestionBar } from './question-bar.tsx';
import type { TabProps } from './tab.ts';
import { TabLinks } from './tab-links.tsx';

interface Tab {
  key: string;
  content: ComponentType<TabProps>;
  /** Only for those who may; for everyone when left out. */
  needs?: Capability;
  /** What it is asked: `scores` chooses among the levels of its scheme itself. */
  asks: 'all' | 'but-level' | 'nothing';
}

const TABS: readonly Tab[] = [
  { key: 'ranking', content: Ranking, asks: 'all' },
  { key: 'scores', content: lazyPiece(() => import('./scores/scores.tsx')), asks: 'but-level' },
  { key: 'honours', content: lazyPiece(() => import('./honours/honours.tsx')), asks: 'nothing' },
  {
    key: 'signs',
    content: lazyPiece(() => import('./formalism/signs.tsx')),
    needs: 'see-formalism',
    asks: 'all',
  },
  {
    key: 'look',
    content: lazyPiece(() => import('./worth-a-look/worth-a-look.tsx')),
    needs: 'see-formalism',
    asks: 'nothing',
  },
  {
    key: 'duty',
    content: lazyPiece(() => import('./duty/duty.tsx')),
    needs: 'keep-duty',
    asks: 'nothing',
  },
  {
    key: 'norms',
    content: lazyPiece(() => import('./norms/norms.tsx')),
    needs: 'set-norms',
    asks: 'nothing',
  },
  {
    key: 'rules',
    content: lazyPiece(() => import('./rules/rules.tsx')),
    needs: 'set-norms',
    asks: 'nothing',
  },
];

export default function EvaluationPage() {
  const { t } = useWords();
  const { question, todayText, change } = useQuestion();
  const account = useQuery(sessionQuery).data!;
  const known = useQuery(areasQuery);
  const asked = useParams().tab;
  const tabs = TABS.filter(({ needs }) => !needs || may(account.role, needs));
  const tab = TABS.find(({ key }) => key === asked) ?? TABS[0]!;
  if (known.isLoadingError) return <Failure isPage error={known.error} retry={known.refetch} />;
  if (!known.data) return <Waiting />;
  const areas = known.data;
  const topId = question.areaId ?? account.areaId;
  const top = areas.find(({ id }) => id === topId)?.level ?? 'city';
  const levels = levelsWithin(areas, top);
  const level =
    levels.find((other) => other === question.level) ?? firstLevel(areas, topId, levels);
  const Content = tab.content;
  return (
    <div className={styles.page}>
      <header className={styles.top}>
        <h1>{t('evaluation.title')}</h1>
        <TabLinks keys={tabs.map(({ key }) => key)} active={tab.key} />
      </header>
      {tab.asks !== 'nothing' && (
        <QuestionBar
          question={question}
          todayText={todayText}
          level={level}
          levels={tab.asks === 'all' ? levels : []}
          change={change}
        />
      )}
      <Suspense fallback={<Waiting />}>
        <OnlyFor needs={tab.needs}>
          <Content question={question} level={level} todayText={todayText} change={change} />
        </OnlyFor>
      </Suspense>
    </div>
  );
}
