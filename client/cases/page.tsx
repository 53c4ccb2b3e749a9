import { Suspense } from 'react';
import { Link, useLocation, useParams } from 'react-router';
import { CASE_KEYS } from '../api/cases.ts';
import { idOf } from '../api/id-of.ts';
import { useFocusTaken } from '../focus/use-focus-taken.ts';
import { useWords } from '../i18n/use-words.ts';
import { useLive } from '../live/stream/store.ts';
import { useLookAgain } from '../live/stream/use-look-again.ts';
import { NotFound } from '../parts/not-found.tsx';
import { PHONE, useMedia } from '../parts/use-media.ts';
import { Waiting } from '../parts/waiting.tsx';
import { lazyPiece } from '../shell/lazy-piece.tsx';
import { Board } from './board.tsx';
import { CaseList } from './case-list.tsx';
import styles from './cases.module.css';
import { CaseView } from './detail/detail.tsx';
import { narrowedBy, useLooking } from './filter.ts';
import { Filters } from './filters.tsx';
import { CaseTable } from './table.tsx';

const ResponseMap = lazyPiece(() => import('./response-map.tsx'));

/** What a view shows: open cases by state, all by their opening, what is red, due first, or how long they took, grid by grid. */
const Cases = () => {
  const { looking } = useLooking();
  const narrowed = narrowedBy(looking);
  switch (looking.view) {
    case 'board':
      return <Board />;
    case 'table':
      return (
        <CaseTable
          filter={{ ...narrowed, ...(looking.states.length > 0 && { states: looking.states }) }}
        />
      );
    case 'red':
      return <CaseList filter={{ ...narrowed, lights: ['red'], order: 'due' }} />;
    case 'map':
      return (
        <Suspense fallback={<Waiting />}>
          <ResponseMap />
        </Suspense>
      );
  }
};

/** One case beside the others, or in their place on a phone. */
const One = ({ id }: { id: number }) => {
  const { t } = useWords();
  const { search } = useLocation();
  const isPhone = useMedia(PHONE);
  const box = useFocusTaken();
  return (
    <section ref={box} tabIndex={-1} className={styles.one} aria-label={`${t('cases.one')} #${id}`}>
      {isPhone && <h1 className="visually-hidden">{t('cases.title')}</h1>}
      <Link to={{ pathname: '/cases', search }}>‹ {t('cases.back')}</Link>
      <CaseView id={id} />
    </section>
  );
};

/** Cases: the board, the list, what is red now; and one of them with all that was done. */
export default function CasesPage() {
  const { t } = useWords();
  const { caseId } = useParams();
  const id = idOf(caseId);
  const changes = useLive((s) => s.world.caseChanges);
  useLookAgain(changes, CASE_KEYS);
  if (caseId !== undefined && id === null) return <NotFound />;
  return (
    <div className={styles.page} data-one={id !== null}>
      <section className={styles.cases} aria-label={t('cases.title')}>
        <header>
          <h1>{t('cases.title')}</h1>
          <Filters />
        </header>
        <Cases />
      </section>
      {id !== null && <One key={id} id={id} />}
    </div>
  );
}
