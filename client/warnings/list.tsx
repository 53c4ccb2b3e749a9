import { QuestionCircleOutlined } from '@ant-design/icons';
import { Segmented } from 'antd';
import { Link, NavLink } from 'react-router';
import { WARNING_LEVELS, type Warning } from '../../server/contract/warnings/warning.ts';
import { formatAt } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { Empty } from '../parts/empty.tsx';
import { Failure } from '../parts/failure.tsx';
import { ListSkeleton } from '../parts/list-skeleton.tsx';
import { LoadMore } from '../parts/load-more.tsx';
import { useCategoryName } from '../parts/use-category-name.ts';
import { useGridName } from '../parts/use-grid-name.ts';
import { useTimeZone } from '../parts/use-time-zone.ts';
import { LevelGlyph } from '../theme/level-glyph.tsx';
import { countsText } from './figures.ts';
import { GROUPS, type Group, statesOf, useWarningFilter } from './filter.ts';
import { LevelTag, StateTag } from './level-tag.tsx';
import styles from './page.module.css';
import type { useFilteredWarnings } from './use-warnings.ts';

const Filters = () => {
  const { t } = useWords();
  const { group, levels, states, setGroup, toggleLevel, toggleState } = useWarningFilter();
  return (
    <div className={styles.filters}>
      <Segmented<Group>
        block
        aria-label={t('warnings.groupFilter')}
        options={GROUPS.map((value) => ({ value, label: t(`warnings.${value}`) }))}
        value={group}
        onChange={setGroup}
      />
      <fieldset className={styles.levels} aria-label={t('warnings.levelFilter')}>
        {WARNING_LEVELS.toReversed().map((level) => (
          <button
            key={level}
            type="button"
            aria-pressed={levels.includes(level)}
            onClick={() => toggleLevel(level)}
          >
            <LevelGlyph level={level} size={13} />
            {t(`warnings.level.${level}`)}
          </button>
        ))}
      </fieldset>
      <fieldset className={styles.levels} aria-label={t('warnings.stateFilter')}>
        {statesOf(group).map((state) => (
          <button
            key={state}
            type="button"
            aria-pressed={states.includes(state)}
            onClick={() => toggleState(state)}
          >
            {t(`warnings.state.${state}`)}
          </button>
        ))}
      </fieldset>
    </div>
  );
};

const Row = ({ warning }: { warning: Warning }) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const categoryName = useCategoryName();
  const gridName = useGridName();
  return (
    <li>
      <NavLink
        to={`/warnings/${warning.id}`}
        className={({ isActive }) => (isActive ? styles.chosen! : '')}
        data-testid="warning-row"
      >
        <span>
          <LevelTag level={warning.level} />
          <b>{gridName(warning.areaId, warning.areaName)}</b>
          <StateTag state={warning.state} />
        </span>
        <small>{categoryName(warning.category)}</small>
        <small className="figure">
          {countsText(t, warning)}
          {' · '}
          {formatAt(warning.raisedAt, timeZone, 'MM-DD HH:mm')}
        </small>
      </NavLink>
    </li>
  );
};

/** Warnings the filter leaves, worst first. */
export const WarningList = ({ query }: { query: ReturnType<typeof useFilteredWarnings> }) => {
  const { t } = useWords();
  return (
    <section className={styles.list} aria-label={t('warnings.list')}>
      <header>
        <h1>{t('warnings.title')}</h1>
        <Link to="/help/warnings" aria-label={t('warnings.help')} title={t('warnings.help')}>
          <QuestionCircleOutlined />
        </Link>
        <Filters />
      </header>
      {query.isPending ? (
        <ListSkeleton />
      ) : query.isLoadingError ? (
        <Failure error={query.error} retry={query.refetch} />
      ) : query.warnings.length === 0 ? (
        <Empty title={t('warnings.empty')} hint={t('warnings.emptyHint')} />
      ) : (
        <ul>
          {query.warnings.map((warning) => (
            <Row key={warning.id} warning={warning} />
          ))}
        </ul>
      )}
      <LoadMore query={query} type="text">
        {t('warnings.loadMore')}
      </LoadMore>
    </section>
  );
};
