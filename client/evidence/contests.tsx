import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { Contest, Evidence } from '../../server/contract/patrols/patrol.ts';
import { contestVerdict } from '../../server/contract/routes/field/patrols.ts';
import { call } from '../api/call.ts';
import { sessionQuery } from '../api/session.ts';
import { useMay } from '../api/use-may.ts';
import { useFocusKept } from '../focus/use-focus-kept.ts';
import { formatAt } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { Decision } from './decision.tsx';
import styles from './page.module.css';
import { useSend } from './use-send.ts';

const TEXT_MAX = 2_000;

const Entry = ({ contest, evidence }: { contest: Contest; evidence: Evidence }) => {
  const { t } = useWords();
  const timeOf = (time: string) => formatAt(time, evidence.grid.timeZone, 'MM-DD HH:mm');
  const name = useQuery(sessionQuery).data?.name;
  const mayDecide = useMay('decide-contests') && name !== contest.contestedBy;
  return (
    <li>
      <small className="figure">
        {t('evidence.contestedAt', {
          time: timeOf(contest.contestedAt),
          version: contest.verdictVersion,
        })}
        {contest.contestedBy && ` · ${contest.contestedBy}`}
      </small>
      <blockquote>{contest.text}</blockquote>
      {contest.decision === null ? (
        mayDecide ? (
          <Decision contest={contest} evidence={evidence} />
        ) : (
          <p className={styles.quiet}>{t('evidence.awaiting')}</p>
        )
      ) : (
        <div className={styles.decided}>
          <b>
            {contest.decision === 'upheld'
              ? t('evidence.upheld')
              : contest.outcome
                ? t('evidence.overridden', { outcome: t(`standing.${contest.outcome}`) })
                : t('evidence.overriddenPlain')}
          </b>
          <p>{contest.note}</p>
          {contest.decidedAt && (
            <small className="figure">
              {t('evidence.decidedBy', {
                name: contest.decidedBy,
                time: timeOf(contest.decidedAt),
              })}
            </small>
          )}
        </div>
      )}
    </li>
  );
};

/** What was said against a verdict and what a supervisor decided. */
export const Contests = ({ evidence }: { evidence: Evidence }) => {
  const { t } = useWords();
  const [text, setText] = useState('');
  const send = useSend(evidence);
  const { patrol } = evidence;
  const isOpen = evidence.contests.some((c) => c.decision === null);
  const mayContest = useMay('contest');
  const box = useFocusKept<HTMLElement>(
    evidence.contests.map(({ decision, id }) => `${id} ${decision}`).join(),
  );
  return (
    <section ref={box} tabIndex={-1} className={styles.part}>
      <h2>{t('evidence.contests')}</h2>
      {evidence.contests.length > 0 && (
        <ul className={styles.contests}>
          {evidence.contests.map((contest) => (
            <Entry key={contest.id} contest={contest} evidence={evidence} />
          ))}
        </ul>
      )}
      {!isOpen && mayContest && (
        <div className={styles.form}>
          <p className={styles.quiet}>{t('evidence.contestHint')}</p>
          <Input.TextArea
            value={text}
            onChange={(event) => setText(event.target.value)}
            rows={2}
            maxLength={TEXT_MAX}
            placeholder={t('evidence.contestText')}
            aria-label={t('evidence.contestText')}
            data-testid="contest-text"
          />
          <Button
            disabled={text.trim() === ''}
            loading={send.isPending}
            onClick={() =>
              send.mutate(
                () =>
                  call(contestVerdict, {
                    params: { officerId: patrol.officerId, patrolId: patrol.id },
                    body: { text: text.trim() },
                  }),
                { onSuccess: () => setText('') },
              )
            }
          >
            {t('evidence.submitContest')}
          </Button>
        </div>
      )}
    </section>
  );
};
