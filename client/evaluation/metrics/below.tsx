import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { Level } from '../../../server/contract/areas/area.ts';
import { areasQuery } from '../../api/areas.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { Span } from '../periods.ts';
import { levelsWithin, type Question } from '../question.ts';
import styles from './unit.module.css';

/** The way from an area's figure to those it is the sum of. */
export const Below = ({
  areaId,
  level,
  span,
  change,
}: {
  areaId: number;
  level: Level;
  span: Span;
  change: (part: Partial<Question>) => void;
}) => {
  const { t } = useWords();
  const { data: areas = [] } = useQuery(areasQuery);
  const below = levelsWithin(areas, level).filter((other) => other !== level);
  return (
    <div className={styles.below}>
      <p>{t('evaluation.belowHint')}</p>
      {below.map((next) => (
        <Button
          key={next}
          data-testid={`below-${next}`}
          onClick={() => change({ level: next, areaId, span, unitId: null })}
        >
          {t('evaluation.below', { level: t(`evaluation.levels.${next}`) })}
        </Button>
      ))}
    </div>
  );
};
