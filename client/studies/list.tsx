import { useQuery } from '@tanstack/react-query';
import { Button, Progress } from 'antd';
import { Link } from 'react-router';
import type { Study } from '../../server/contract/studies/study.ts';
import { formatAt } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { Empty } from '../parts/empty.tsx';
import { Failure } from '../parts/failure.tsx';
import { ListSkeleton } from '../parts/list-skeleton.tsx';
import { useTimeZone } from '../parts/use-time-zone.ts';
import { studiesQuery } from './api.ts';
import styles from './page.module.css';
import { StateTag } from './state-tag.tsx';

const Row = ({ study, isChosen }: { study: Study; isChosen: boolean }) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const { id, name, method, state, progress, owner, shared, createdAt } = study;
  return (
    <li>
      <Link
        to={`/studies/${id}`}
        className={isChosen ? styles.chosen : ''}
        aria-current={isChosen ? 'page' : undefined}
        data-testid="study-row"
      >
        <span>
          <b>{name}</b>
          <StateTag state={state} />
        </span>
        <small>{t(`studies.methodName.${method}`, { defaultValue: method })}</small>
        {state === 'running' && (
          <Progress percent={Math.round(progress * 100)} size="small" showInfo={false} />
        )}
        <small className="figure">
          {owner} · {formatAt(createdAt, timeZone, 'MM-DD HH:mm')}
          {shared && <em>{t('studies.shared')}</em>}
        </small>
      </Link>
    </li>
  );
};

export const StudyList = ({ chosen, mayAsk }: { chosen: number | null; mayAsk: boolean }) => {
  const { t } = useWords();
  const studies = useQuery(studiesQuery);
  return (
    <nav className={styles.list} aria-label={t('studies.list')}>
      <header>
        <h1>{t('studies.title')}</h1>
        {mayAsk && (
          <Link to="/studies/new">
            <Button type="primary" size="small" tabIndex={-1}>
              {t('studies.new')}
            </Button>
          </Link>
        )}
      </header>
      {studies.isPending ? (
        <ListSkeleton />
      ) : studies.isLoadingError ? (
        <Failure error={studies.error} retry={studies.refetch} />
      ) : studies.data.length === 0 ? (
        <Empty title={t('studies.none')} hint={t('studies.noneHint')} />
      ) : (
        <ul>
          {studies.data.map((study) => (
            <Row key={study.id} study={study} isChosen={study.id === chosen} />
          ))}
        </ul>
      )}
    </nav>
  );
};
