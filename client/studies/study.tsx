import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Progress, Switch } from 'antd';
import { Link, useNavigate } from 'react-router';
import type { Study } from '../../server/contract/studies/study.ts';
import { queryClient } from '../api/query-client.ts';
import { sessionQuery } from '../api/session.ts';
import { Ask } from '../focus/ask.tsx';
import { formatAt } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { Empty } from '../parts/empty.tsx';
import { Failure } from '../parts/failure.tsx';
import { useTimeZone } from '../parts/use-time-zone.ts';
import { Waiting } from '../parts/waiting.tsx';
import {
  cancelStudy,
  deleteStudy,
  isUnderWay,
  shareStudy,
  studiesQuery,
  studyQuery,
} from './api.ts';
import { Asked } from './asked.tsx';
import { Beside } from './beside.tsx';
import styles from './page.module.css';
import { Repeats } from './repeats.tsx';
import { Result } from './result/result.tsx';
import { onMap } from './result/scale.ts';
import { StateTag } from './state-tag.tsx';

/** Keeps the list and the open study in step with what was just changed. */
const keep = (study: Study): void => {
  queryClient.setQueryData(studyQuery(study.id).queryKey, study);
  void queryClient.invalidateQueries({ queryKey: studiesQuery.queryKey });
};

const Actions = ({ study, mayAsk }: { study: Study; mayAsk: boolean }) => {
  const { t } = useWords();
  const go = useNavigate();
  const account = useQuery(sessionQuery).data;
  const share = useMutation({
    mutationFn: (shared: boolean) => shareStudy(study.id, shared),
    onSuccess: keep,
  });
  const remove = useMutation({
    mutationFn: () => deleteStudy(study.id),
    onSuccess: async () => {
      await go('/studies');
      void queryClient.invalidateQueries({ queryKey: studiesQuery.queryKey });
    },
  });
  const isOwn = account?.name === study.owner;
  return (
    <div className={styles.actions}>
      {isOwn && (
        // biome-ignore lint/a11y/noLabelWithoutControl: the switch inside is the control
        <label title={t('studies.shareHint')}>
          <Switch
            size="small"
            checked={study.shared}
            loading={share.isPending}
            onChange={(shared) => share.mutate(shared)}
          />
          {t('studies.share')}
        </label>
      )}
      {isOwn && mayAsk && <Repeats study={study} keep={keep} />}
      {study.state === 'done' && onMap(study.method) && (
        <Link to={`/?study=${study.id}`} data-testid="study-on-map">
          <Button size="small" tabIndex={-1}>
            {t('studies.onMap')}
          </Button>
        </Link>
      )}
      {mayAsk && (
        <Link to={`/studies/new?from=${study.id}`}>
          <Button size="small" tabIndex={-1}>
            {t('studies.again')}
          </Button>
        </Link>
      )}
      {isOwn && (
        <Ask
          title={t('studies.deleteSure')}
          okText={t('studies.delete')}
          onConfirm={() => remove.mutate()}
        >
          <Button size="small" danger loading={remove.isPending}>
            {t('studies.delete')}
          </Button>
        </Ask>
      )}
      {(share.isError || remove.isError) && (
        <Alert type="error" showIcon title={t('error.internal')} />
      )}
    </div>
  );
};

const UnderWay = ({ study }: { study: Study }) => {
  const { t } = useWords();
  const account = useQuery(sessionQuery).data;
  const stop = useMutation({ mutationFn: () => cancelStudy(study.id), onSuccess: keep });
  return (
    <div className={styles.underWay} role="status">
      <strong>{t(study.state === 'queued' ? 'studies.waiting' : 'studies.running')}</strong>
      <Progress
        percent={Math.round(study.progress * 100)}
        status="active"
        aria-label={t('studies.running')}
      />
      {account?.name === study.owner && (
        <Button loading={stop.isPending} onClick={() => stop.mutate()} data-testid="study-cancel">
          {t('studies.cancel')}
        </Button>
      )}
    </div>
  );
};

const Outcome = ({ study }: { study: Study }) => {
  const { t } = useWords();
  if (isUnderWay(study)) return <UnderWay study={study} />;
  if (study.state === 'cancelled')
    return <Empty title={t('studies.cancelledTitle')} hint={t('studies.cancelledHint')} />;
  if (study.state === 'done') return <Result study={study} />;
  const code = study.error?.code ?? 'internal';
  return (
    <Alert
      className={styles.failed}
      type="error"
      showIcon
      data-testid="study-failed"
      title={t('studies.failedTitle')}
      description={
        <>
          <p>{t(`studies.failure.${code}`, { defaultValue: t('studies.failure.internal') })}</p>
          <code>
            {code}: {study.error?.message}
          </code>
        </>
      }
    />
  );
};

/** One study: what it asked, how far it is, and what came of it. */
export default function StudyView({
  id,
  mayAsk,
  isFirst = false,
}: {
  id: number;
  mayAsk: boolean;
  /** Not the one beside another. */
  isFirst?: boolean;
}) {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const query = useQuery(studyQuery(id));
  if (query.isPending) return <Waiting />;
  if (query.isLoadingError) return <Failure error={query.error} retry={query.refetch} />;
  const study = query.data;
  const { name, method, owner, createdAt, startedAt, finishedAt, state } = study;
  return (
    <article data-testid="study" data-state={state}>
      <header className={styles.head}>
        <div>
          <h2>
            {name} <StateTag state={state} />
          </h2>
          <small className="figure">
            {t(`studies.methodName.${method}`, { defaultValue: method })} · {owner} ·{' '}
            {formatAt(createdAt, timeZone, 'YYYY-MM-DD HH:mm')}
            {startedAt && finishedAt && (
              <>
                {' · '}
                {t('studies.runTime', {
                  seconds: ((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000).toFixed(1),
                })}
              </>
            )}
          </small>
        </div>
        {isFirst && <Beside id={id} />}
        <Actions study={study} mayAsk={mayAsk} />
      </header>
      <Asked study={study} />
      <Outcome study={study} />
    </article>
  );
}
