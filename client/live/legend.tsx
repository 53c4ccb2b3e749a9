import { WARNING_LEVELS } from '../../server/contract/warning.ts';
import { useWords } from '../i18n/use-words.ts';
import { Glyph } from '../theme/glyph.tsx';
import { LevelGlyph } from '../theme/level-glyph.tsx';
import { STANDINGS } from '../theme/tokens.ts';
import { EffortKey } from './effort-key.tsx';
import { HeatScale } from './heat-scale.tsx';
import styles from './page.module.css';
import { StaleScale } from './stale-scale.tsx';
import { useStandingWarnings } from './use-standing-warnings.ts';
import { showsVerdicts, useView } from './view.ts';

/** What the colours and shapes on the map stand for, as far as they are switched on. */
export const LegendList = () => {
  const { t } = useWords();
  const shown = useView((v) => v.shown);
  const hasWarnings = useStandingWarnings().length > 0;
  return (
    <>
      {showsVerdicts(shown) && (
        <ul>
          {STANDINGS.map((standing) => (
            <li key={standing}>
              <Glyph standing={standing} size={12} />
              {t(`standing.${standing}`)}
            </li>
          ))}
        </ul>
      )}
      {shown.warnings && hasWarnings && (
        <ul>
          {WARNING_LEVELS.map((level) => (
            <li key={level}>
              <LevelGlyph level={level} size={12} />
              {t('need.levelOf', { level: t(`warnings.level.${level}`) })}
            </li>
          ))}
        </ul>
      )}
      {shown.heat && <HeatScale kind="presence" />}
      {shown.incidentHeat && <HeatScale kind="incidents" />}
      {shown.staleness && <StaleScale />}
      {shown.effort && <EffortKey />}
      {shown.incidents && (
        <div className={styles.incident}>
          <i aria-hidden="true" />
          {t('live.incident')}
        </div>
      )}
    </>
  );
};

export const Legend = () => {
  const { t } = useWords();
  return (
    <section className={styles.legend} aria-label={t('live.legend')}>
      <LegendList />
    </section>
  );
};
