import { Badge, Tabs } from 'antd';
import { type RefObject, useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import type { MapHandle } from '../../map.tsx';
import { AlertList } from '../alerts/alert-list.tsx';
import { isOpen } from '../alerts/alert-state.ts';
import { useStandingWarnings } from '../alerts/use-standing-warnings.ts';
import { StandingWarnings } from '../alerts/warning-list.tsx';
import type { Selection } from '../map/view.ts';
import { EffortList } from '../need/effort-list.tsx';
import { OfficerList } from '../officers/officer-list.tsx';
import { VerdictList } from '../officers/verdict-list.tsx';
import { useHeard, useLive } from '../stream/store.ts';
import styles from './panel.module.css';
import { Summary } from './summary.tsx';

interface PanelProps {
  show: (target: Selection) => void;
  map: RefObject<MapHandle | null>;
}

/** Figures of today, then who is out, what was judged, and what wants attention. */
export const Panel = ({ show, map }: PanelProps) => {
  const { t } = useWords();
  const [tab, setTab] = useState('officers');
  const alerts = useLive((s) => s.world.alerts);
  const isHeard = useHeard();
  const open = [...alerts.values()].filter(isOpen).length;
  const raised = useStandingWarnings().filter(({ state }) => state === 'raised').length;
  return (
    <div className={styles.panel}>
      <Summary openAlerts={isHeard ? open : undefined} onAlerts={() => setTab('alerts')} />
      <Tabs
        className={styles.tabs}
        size="small"
        tabBarGutter={10}
        destroyOnHidden
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
              <>
                {t('live.alerts')} <Badge count={open} size="small" />
              </>
            ),
            children: <AlertList show={show} map={map} />,
          },
          {
            key: 'warnings',
            label: (
              <>
                {t('warnings.title')} <Badge count={raised} size="small" />
              </>
            ),
            children: <StandingWarnings map={map} />,
          },
          {
            key: 'need',
            label: t('need.tab'),
            children: <EffortList show={show} />,
          },
        ]}
      />
    </div>
  );
};
