import { QuestionCircleOutlined } from '@ant-design/icons';
import { Segmented, Select } from 'antd';
import { type RefObject, useState } from 'react';
import { Link } from 'react-router';
import { useFocusKept } from '../../focus/use-focus-kept.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { MapHandle } from '../../map.tsx';
import { Empty } from '../../parts/empty.tsx';
import type { Selection } from '../map/view.ts';
import styles from '../panel/panel.module.css';
import { NotHeard } from '../stream/not-heard.tsx';
import { useHeard, useLive } from '../stream/store.ts';
import { AlertRow } from './alert-row.tsx';
import { ALERT_KINDS, type AlertKind, byUrgency, isOpen, matches } from './alert-state.ts';

interface AlertListProps {
  show: (target: Selection) => void;
  map: RefObject<MapHandle | null>;
}

const ALERT_ZOOM = 16;
/** More than this nobody reads; the rest is counted. */
const ROWS = 100;

/** Alerts of the last day: what waits for somebody, the most urgent first, or all; of all kinds, or some. */
export const AlertList = ({ show, map }: AlertListProps) => {
  const { t } = useWords();
  const alerts = useLive((s) => s.world.alerts);
  const isHeard = useHeard();
  const [onlyOpen, setOnlyOpen] = useState(true);
  const [kinds, setKinds] = useState<AlertKind[]>([]);
  const all = [...alerts.values()];
  const shown = all.filter((alert) => matches(alert, { onlyOpen, kinds })).sort(byUrgency);
  const openCount = all.filter(isOpen).length;
  const box = useFocusKept<HTMLDivElement>(`${openCount}`);
  return (
    <>
      <div ref={box} tabIndex={-1} className={styles.filter}>
        <Segmented<boolean>
          aria-label={t('live.alerts')}
          size="small"
          options={[
            { value: true, label: t('alert.onlyOpen', { count: openCount }) },
            { value: false, label: t('alert.all', { count: all.length }) },
          ]}
          value={onlyOpen}
          onChange={setOnlyOpen}
        />
        <Select<AlertKind[]>
          className={styles.kinds}
          size="small"
          mode="multiple"
          allowClear
          maxTagCount="responsive"
          showSearch={false}
          placeholder={t('alert.anyKind')}
          aria-label={t('alert.anyKind')}
          value={kinds}
          onChange={setKinds}
          options={ALERT_KINDS.map((value) => ({ value, label: t(`alert.${value}`) }))}
        />
        <Link to="/help/alerts" aria-label={t('alert.help')} title={t('alert.help')}>
          <QuestionCircleOutlined />
        </Link>
      </div>
      {!isHeard ? (
        <NotHeard />
      ) : shown.length === 0 ? (
        <Empty title={t('live.noAlerts')} hint={t('live.noAlertsHint')} />
      ) : (
        <ul className={styles.list}>
          {shown.slice(0, ROWS).map((alert) => (
            <AlertRow
              key={alert.id}
              alert={alert}
              onShow={() => {
                show({ kind: 'officer', id: alert.officerId });
                if (alert.lng !== null && alert.lat !== null)
                  map.current?.goTo({ lng: alert.lng, lat: alert.lat }, ALERT_ZOOM);
                else if (alert.gridId !== null) show({ kind: 'grid', id: alert.gridId });
              }}
            />
          ))}
          {shown.length > ROWS && (
            <li className={styles.more}>{t('alert.more', { count: shown.length - ROWS })}</li>
          )}
        </ul>
      )}
    </>
  );
};
