import { useQuery } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import { Ask } from '../focus/ask.tsx';
import { formatAt } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { Failure } from '../parts/failure.tsx';
import { ListSkeleton } from '../parts/list-skeleton.tsx';
import { useTimeZone } from '../parts/use-time-zone.ts';
import { useAct } from '../settings/use-act.ts';
import styles from './accounts.module.css';
import { endSession, sessionsQuery } from './api.ts';

/** The sessions of an account that are in force, each with a way to end it. */
export const Sessions = ({ of }: { of: number | 'own' }) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const sessions = useQuery(sessionsQuery(of));
  const act = useAct(['sessions', 'accounts']);
  if (sessions.isLoadingError) return <Failure error={sessions.error} retry={sessions.refetch} />;
  if (!sessions.data) return <ListSkeleton />;
  if (sessions.data.length === 0) return <p>{t('accounts.own.noSessions')}</p>;
  const when = (moment: string) => formatAt(moment, timeZone, 'MM-DD HH:mm');
  return (
    <ul className={styles.sessions} data-testid="sessions">
      {sessions.data.map(({ id, address, agent, own, seenAt, startedAt }) => (
        <li key={id}>
          <div>
            <b className="figure">{address ?? '—'}</b>
            {own && <Tag>{t('accounts.own.thisOne')}</Tag>}
            <small className="figure">
              {t('accounts.own.started', { at: when(startedAt) })} ·{' '}
              {t('accounts.own.seen', { at: when(seenAt) })}
            </small>
            {agent && <small>{agent}</small>}
          </div>
          {!own && (
            <Ask
              title={t('accounts.own.endAsk')}
              okText={t('accounts.own.end')}
              cancelText={t('settings.cancel')}
              onConfirm={() => act.mutate(() => endSession(of, id))}
            >
              <Button size="small" danger loading={act.isPending}>
                {t('accounts.own.end')}
              </Button>
            </Ask>
          )}
        </li>
      ))}
    </ul>
  );
};
