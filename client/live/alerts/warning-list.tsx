import { QuestionCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { RefObject } from 'react';
import { Link } from 'react-router';
import { formatAt } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { MapHandle } from '../../map.tsx';
import { Empty } from '../../parts/empty.tsx';
import { useCategoryName } from '../../parts/use-category-name.ts';
import { useGridName } from '../../parts/use-grid-name.ts';
import { useTimeZone } from '../../parts/use-time-zone.ts';
import { countsText } from '../../warnings/figures.ts';
import { LevelTag, StateTag } from '../../warnings/level-tag.tsx';
import need from '../need/need.module.css';
import { NotHeard } from '../stream/not-heard.tsx';
import { useHeard } from '../stream/store.ts';
import { useStandingWarnings } from './use-standing-warnings.ts';

const WARNING_ZOOM = 14;

/** Warnings that stand, worst first. */
export const StandingWarnings = ({ map }: { map: RefObject<MapHandle | null> }) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const categoryName = useCategoryName();
  const gridName = useGridName();
  const isHeard = useHeard();
  const warnings = useStandingWarnings();
  if (!isHeard) return <NotHeard />;
  if (warnings.length === 0)
    return <Empty title={t('warnings.empty')} hint={t('warnings.emptyHint')} />;
  return (
    <>
      <p className={need.links}>
        <Link to="/warnings">{t('warnings.back')}</Link>
        <Link to="/help/warnings" aria-label={t('warnings.help')} title={t('warnings.help')}>
          <QuestionCircleOutlined />
        </Link>
      </p>
      <ul className={need.warnings}>
        {warnings.map((warning) => (
          <li key={warning.id} data-testid="live-warning">
            <div>
              <LevelTag level={warning.level} />
              <b>{gridName(warning.areaId, warning.areaName)}</b>
              <StateTag state={warning.state} />
            </div>
            <small className="figure">
              {categoryName(warning.category)} · {countsText(t, warning)}
              {' · '}
              {formatAt(warning.raisedAt, timeZone, 'MM-DD HH:mm')}
            </small>
            <div>
              <Button
                size="small"
                type="link"
                onClick={() => map.current?.goTo(warning.centre, WARNING_ZOOM)}
              >
                {t('warnings.show')}
              </Button>
              <Link to={`/warnings/${warning.id}`}>{t('warnings.open')}</Link>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
};
