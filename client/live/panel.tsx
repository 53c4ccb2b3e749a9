import { Badge, Tabs } from 'antd';
import { type RefObject, useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import type { MapHandle } from '../map.tsx';
import { AlertList } from './alert-list.tsx';
import { isOpen } from './alert-state.ts';
import { OfficerList } from './officer-list.tsx';
import styles from './panel.module.css';
import { useLive } from './store.ts';
import { Summary } from './summary.tsx';
import { VerdictList } from './verdict-list.tsx';
import type { Selection } from './view.ts';

interface PanelProps {
  show: (target: Selection) => void;
  map: RefObject<MapHandle | null>;
}

/** Figures of today, then who is out, what was judged, and what wants attention. */
export const Panel = ({ show, map }: PanelProps) => {
  const { t } = useWords();
  const [tab, setTab] = useState('officers');
  const alerts = useLive((s) => s.world.alerts);
  const open = [...alerts.values()].filter(isOpen).length;
  return (
    <div className={styles.panel}>
      <Summary openAlerts={open} onAlerts={() => setTab('alerts')} />
      <Tabs
        className={styles.tabs}
        size="small"
        activeKey={tab}
        onChange={setTab}
        items={[
          {
            key: 'officers',
            label: t('live.officers'),
            children: <OfficerList show={show} />,
          },
          { key: 'verdicts', label: t('live.verdicts'), children: <VerdictList /> },
          {
            key: 'alerts',
            label: (
              <Badge count={open} size="small" offset={[8, 0]}>
                <span className={styles.tabLabel}>{t('live.alerts')}</span>
              </Badge>
            ),
            children: <AlertList show={show} map={map} />,
          },
        ]}
      />
    </div>
  );
};
