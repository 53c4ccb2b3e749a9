import {
  BlockOutlined,
  EnvironmentOutlined,
  ExpandOutlined,
  HistoryOutlined,
  MinusOutlined,
  PlusOutlined,
} from '@ant-design/icons';
import { Button, Switch } from 'antd';
import type { RefObject } from 'react';
import { Link } from 'react-router';
import { Popup } from '../../focus/popup.tsx';
import { useWords } from '../../i18n/use-words.ts';
import type { MapHandle } from '../../map.tsx';
import styles from '../page.module.css';
import { StudyChoice } from '../study/study-choice.tsx';
import { LegendList } from './legend.tsx';
import { LAYER_KEYS, type LayerKey, useView } from './view.ts';

const WORDS: Record<LayerKey, string> = {
  grids: 'live.layerGrids',
  heat: 'live.layerHeat',
  warnings: 'need.layer.warnings',
  incidentHeat: 'live.layerIncidentHeat',
  staleness: 'need.layer.staleness',
  effort: 'need.layer.effort',
  trails: 'live.layerTrails',
  incidents: 'live.layerIncidents',
};

const LayerSwitches = () => {
  const { t } = useWords();
  const { shown, toggle } = useView();
  return (
    <div className={styles.switches}>
      {LAYER_KEYS.map((key) => (
        <label key={key} htmlFor={`layer-${key}`}>
          <span>{t(WORDS[key])}</span>
          <Switch
            id={`layer-${key}`}
            size="small"
            checked={shown[key]}
            onChange={() => toggle(key)}
          />
        </label>
      ))}
      <StudyChoice />
      <div className={styles.switchLegend}>
        <LegendList />
      </div>
    </div>
  );
};

interface ToolsProps {
  map: RefObject<MapHandle | null>;
  fitAll: () => void;
  isMenuOpen: boolean;
  openMenu: (open: boolean) => void;
}

/** Layers, zoom and the way back to the whole area. */
export const Tools = ({ map, fitAll, isMenuOpen, openMenu }: ToolsProps) => {
  const { t } = useWords();
  const { askPin, isPinning, select } = useView();
  const buttons = [
    { key: 'zoomIn', icon: <PlusOutlined />, act: () => map.current?.zoomBy(1) },
    { key: 'zoomOut', icon: <MinusOutlined />, act: () => map.current?.zoomBy(-1) },
    { key: 'fit', icon: <ExpandOutlined />, act: fitAll },
  ] as const;
  return (
    <div className={styles.tools}>
      <Popup
        label={t('live.layers')}
        content={<LayerSwitches />}
        placement="leftTop"
        arrow={false}
        open={isMenuOpen}
        onOpenChange={openMenu}
      >
        <Button
          icon={<BlockOutlined />}
          aria-label={t('live.layers')}
          aria-expanded={isMenuOpen}
          title={t('live.layers')}
        />
      </Popup>
      <Link to="/replay">
        <Button
          icon={<HistoryOutlined />}
          aria-label={t('replay.open')}
          title={t('replay.open')}
          tabIndex={-1}
        />
      </Link>
      <Button
        icon={<EnvironmentOutlined />}
        type={isPinning ? 'primary' : 'default'}
        aria-label={t('live.pin')}
        aria-pressed={isPinning}
        title={t('live.pin')}
        onClick={() => {
          // On the card of an officer a place belongs to the message.
          if (!isPinning) select(null);
          askPin(!isPinning);
        }}
      />
      {buttons.map(({ key, icon, act }) => (
        <Button
          key={key}
          icon={icon}
          onClick={act}
          aria-label={t(`live.${key}`)}
          title={t(`live.${key}`)}
        />
      ))}
    </div>
  );
};
