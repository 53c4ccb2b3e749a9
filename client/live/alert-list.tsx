import { useMutation } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { type RefObject, useState } from 'react';
import { Link } from 'react-router';
import type { Alert } from '../../server/contract/console.ts';
import { request } from '../api/request.ts';
import { agoText } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import type { MapHandle } from '../map.tsx';
import { Empty } from '../parts/empty.tsx';
import styles from './panel.module.css';
import { useLive } from './store.ts';
import type { Selection } from './view.ts';

interface AlertListProps {
  show: (target: Selection) => void;
  map: RefObject<MapHandle | null>;
}

const ALERT_ZOOM = 16;

const useAcknowledge = () => {
  const { t } = useWords();
  const { message } = App.useApp();
  const setAlert = useLive((s) => s.setAlert);
  return useMutation({
    mutationFn: ({ alert, comment }: { alert: Alert; comment: string }) =>
      request<Alert>(`/officers/${alert.officerId}/alerts/${alert.id}/acknowledge`, {
        method: 'POST',
        body: comment === '' ? {} : { comment },
      }),
    onSuccess: setAlert,
    onError: () => void message.error(t('alert.failed')),
  });
};

const Row = ({ alert, show, map }: AlertListProps & { alert: Alert }) => {
  const { t } = useWords();
  const at = useLive((s) => s.world.at);
  const acknowledge = useAcknowledge();
  const [comment, setComment] = useState('');
  const open = alert.acknowledgedBy === null;
  const goThere = () => {
    show({ kind: 'officer', id: alert.officerId });
    if (alert.lng !== null && alert.lat !== null) {
      map.current?.goTo({ lng: alert.lng, lat: alert.lat }, ALERT_ZOOM);
    }
  };
  return (
    <li className={styles.alert} data-kind={alert.kind} data-open={open}>
      <div className={styles.alertHead}>
        <b>{t(`alert.${alert.kind}`)}</b>
        <span>{alert.officerName}</span>
        <small className="figure">{agoText(t, at - Date.parse(alert.at))}</small>
      </div>
      {alert.text && <p>{alert.text}</p>}
      <div className={styles.alertActions}>
        <Button size="small" type="link" onClick={goThere}>
          {t('alert.show')}
        </Button>
        {alert.patrolId !== null && (
          <Link to={`/officers/${alert.officerId}/patrols/${alert.patrolId}`}>
            {t('evidence.title')}
          </Link>
        )}
        {!open && <small>{t('alert.acknowledgedBy', { name: alert.acknowledgedBy })}</small>}
      </div>
      {open && (
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
            onClick={() => acknowledge.mutate({ alert, comment })}
          >
            {t('alert.acknowledge')}
          </Button>
        </div>
      )}
    </li>
  );
};

/** Open alerts first, each newest first; SOS above all. */
export const AlertList = ({ show, map }: AlertListProps) => {
  const { t } = useWords();
  const alerts = useLive((s) => s.world.alerts);
  const rank = (a: Alert) => (a.acknowledgedBy !== null ? 2 : a.kind === 'sos' ? 0 : 1);
  const sorted = [...alerts.values()].sort(
    (a, b) => rank(a) - rank(b) || Date.parse(b.at) - Date.parse(a.at),
  );
  if (sorted.length === 0)
    return <Empty title={t('live.noAlerts')} hint={t('live.noAlertsHint')} />;
  return (
    <ul className={styles.list}>
      {sorted.map((alert) => (
        <Row key={alert.id} alert={alert} show={show} map={map} />
      ))}
    </ul>
  );
};
