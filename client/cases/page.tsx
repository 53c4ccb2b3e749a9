import { Input, Segmented } from 'antd';
import { Link, useParams } from 'react-router';
import { LIGHTS } from '../../server/contract/cases/case.ts';
import { CASE_KEYS } from '../api/cases.ts';
import { useWords } from '../i18n/use-words.ts';
import { useLive } from '../live/stream/store.ts';
import { useLookAgain } from '../live/stream/use-look-again.ts';
import { NotFound } from '../parts/not-found.tsx';
import { Board } from './board.tsx';
import { CaseList } from './case-list.tsx';
import styles from './cases.module.css';
import { CaseView } from './detail/detail.tsx';
import { narrowedBy, useCaseFilter, VIEWS, type View } from './filter.ts';
import { LightTag } from './light.tsx';

const Filters = () => {
  const { t } = useWords();
  const { lights, q, search, setView, toggleLight, view } = useCaseFilter();
  return (
    <div className={styles.filters}>
      <Segmented<View>
        aria-label={t('cases.view')}
        options={VIEWS.map((value) => ({ value, label: t(`cases.views.${value}`) }))}
        value={view}
        onChange={setView}
      />
      {view !== 'red' && (
        <fieldset aria-label={t('cases.lights')}>
          {LIGHTS.map((light) => (
            <button
              key={light}
              type="button"
              aria-pressed={lights.includes(light)}
              onClick={() => toggleLight(light)}
            >
              <LightTag light={light} />
            </button>
          ))}
        </fieldset>
      )}
      <Input.Search
        className={styles.search!}
        allowClear
        defaultValue={q}
        maxLength={100}
        onSearch={(text) => search(text.trim())}
        placeholder={t('cases.search')}
        aria-label={t('cases.search')}
      />
    </div>
  );
};

/** The list a view shows: all by their opening, or what is red, due first. */
const Cases = () => {
  const { view, ...filter } = useCaseFilter();
  if (view === 'board') return <Board />;
  const narrowed = narrowedBy(filter);
  return (
    <CaseList filter={view === 'red' ? { ...narrowed, lights: ['red'], order: 'due' } : narrowed} />
  );
};

/** Cases: the board, the list, what is red now; and one of them with all that was done. */
export default function CasesPage() {
  const { t } = useWords();
  const { caseId } = useParams();
  const id = caseId && /^\d{1,15}$/.test(caseId) ? Number(caseId) : null;
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
      {id !== null && (
        <section className={styles.one}>
          <Link to="/cases">‹ {t('cases.back')}</Link>
          <CaseView key={id} id={id} />
        </section>
      )}
    </div>
  );
}
