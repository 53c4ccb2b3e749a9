import { useMutation } from '@tanstack/react-query';
import { App, Button, Input, Tag, Tooltip } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Alert, NormAlert } from '../../../server/contract/console/console.ts';
import type { FixRefusal } from '../../../server/contract/fixes/fix.ts';
import { acknowledgeAlert } from '../../../server/contract/routes/field/alerts.ts';
import { call } from '../../api/call.ts';
import { useMay } from '../../api/use-may.ts';
import { agoText, formatAt, minutesBetween, minutesText } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useGridName } from '../../parts/use-grid-name.ts';
import { useTimeZone } from '../../parts/use-time-zone.ts';
import styles from '../panel/panel.module.css';
import { useLive } from '../stream/store.ts';
import { isOpen, isStanding } from './alert-state.ts';

const useAcknowledge = () => {
  const { t } = useWords();
  const { message } = App.useApp();
  const setAlert = useLive((s) => s.setAlert);
  return useMutation({
    mutationFn: ({ alert, comment }: { alert: Alert; comment: string }) =>
      call(acknowledgeAlert, {
        params: { officerId: alert.officerId, id: alert.id },
        body: comment === '' ? {} : { comment },
      }),
    onSuccess: setAlert,
    onError: () => void message.error(t('alert.failed')),
  });
};

/** From when until when, beside what the norm allows. Calls for help and verdicts are of a moment. */
const Lasting = ({ alert }: { alert: Alert }) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const nowMs = useLive((s) => s.world.at);
  if (alert.dueAt === null) return null;
  const clock = (moment: string) => formatAt(moment, timeZone, 'HH:mm');
  const end = alert.until;
  const minutes = minutesText(t, minutesBetween(alert.at, end, nowMs));
  return (
    <p className={styles.lasting} data-testid="alert-lasting">
      {end
        ? t('alert.fromTo', { from: clock(alert.at), to: clock(end), minutes })
        : t('alert.since', { from: clock(alert.at), minutes })}
      {' · '}
      {t(`alert.limit.${alert.kind as NormAlert}`, { count: alert.limitMin ?? 0 })}
    </p>
  );
};

/** How many positions of the day were refused, and why. */
const RefusedWhy = ({ refused }: { refused: Alert['refused'] }) => {
  const { t } = useWords();
  const counts = Object.entries(refused ?? {}) as [FixRefusal, number][];
  if (counts.length === 0) return null;
  return (
    <p className={styles.lasting} data-testid="alert-refused">
      {counts
        .map(([reason, count]) =>
          t('alert.refusedOf', { count, why: t(`alert.refusedWhy.${reason}`) }),
        )
        .join(' · ')}
    </p>
  );
};

const Labels = ({ alert }: { alert: Alert }) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const clock = (moment: string) => formatAt(moment, timeZone, 'HH:mm');
  return (
    <>
      {alert.late && alert.dueAt && alert.learntAt && (
        <Tooltip title={t('alert.lateHint')}>
          <Tag color="warning" data-testid="alert-late">
            {t('alert.late', { due: clock(alert.dueAt), learnt: clock(alert.learntAt) })}
          </Tag>
        </Tooltip>
      )}
      {alert.withdrawnAt && (
        <Tooltip title={t('alert.withdrawnHint')}>
          <Tag>{t('alert.withdrawn', { time: clock(alert.withdrawnAt) })}</Tag>
        </Tooltip>
      )}
    </>
  );
};

interface AlertRowProps {
  alert: Alert;
  onShow: () => void;
}

/** One alert: what, who, from when until when, and who saw to it. */
export const AlertRow = ({ alert, onShow }: AlertRowProps) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const gridName = useGridName();
  const nowMs = useLive((s) => s.world.at);
  const acknowledge = useAcknowledge();
  const [comment, setComment] = useState('');
  const mayAcknowledge = useMay('acknowledge-alerts');
  const open = isOpen(alert);
  return (
    <li
      className={styles.alert}
      data-testid="alert-row"
      data-kind={alert.kind}
      data-open={open}
      data-standing={isStanding(alert)}
    >
      <div className={styles.alertHead}>
        <b>{t(`alert.${alert.kind}`)}</b>
        <span>{alert.officerName}</span>
        {alert.gridId !== null && <small>{gridName(alert.gridId)}</small>}
        <small className={`figure ${styles.ago}`}>{agoText(t, nowMs - Date.parse(alert.at))}</small>
      </div>
      <Lasting alert={alert} />
      <RefusedWhy refused={alert.refused} />
      <Labels alert={alert} />
      {alert.text && <p>{alert.text}</p>}
      <div className={styles.alertActions}>
        <Button size="small" type="link" onClick={onShow}>
          {t('alert.show')}
        </Button>
        {alert.patrolId !== null && (
          <Link to={`/officers/${alert.officerId}/patrols/${alert.patrolId}`}>
            {t('evidence.title')}
          </Link>
        )}
        {alert.acknowledgedBy !== null && (
          <small data-testid="alert-acknowledged">
            {t('alert.acknowledgedBy', { name: alert.acknowledgedBy })}
            {alert.acknowledgedAt && ` · ${formatAt(alert.acknowledgedAt, timeZone, 'HH:mm')}`}
          </small>
        )}
      </div>
      {alert.comment && <p className={styles.comment}>{alert.comment}</p>}
      {open && mayAcknowledge && (
        <div className={styles.acknowledge}>
          <Input
            size="small"
            value={comment}
            onChange={(event) => setComment(event.target.value)}
            placeholder={t('alert.comment')}
            aria-label={t('alert.comment')}
            maxLength={500}
          />
          <Button
            size="small"
            type="primary"
            loading={acknowledge.isPending}
            onClick={() => acknowledge.mutate({ alert, comment: comment.trim() })}
          >
            {t('alert.acknowledge')}
          </Button>
        </div>
      )}
    </li>
  );
};
