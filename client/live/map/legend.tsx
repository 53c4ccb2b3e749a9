import { WARNING_LEVELS } from '../../../server/contract/warnings/warning.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Glyph } from '../../theme/glyph.tsx';
import { LevelGlyph } from '../../theme/level-glyph.tsx';
import { STANDINGS } from '../../theme/tokens.ts';
import { useStandingWarnings } from '../alerts/use-standing-warnings.ts';
import { HeatScale } from '../heat/heat-scale.tsx';
import { EffortKey } from '../need/effort-key.tsx';
import { StaleScale } from '../need/stale-scale.tsx';
import styles from '../page.module.css';
import { useShownLayers } from './shown-layers.ts';
import { showsVerdicts } from './view.ts';

const Scales = () => {
  const { heat, incidentHeat, staleness, effort } = useShownLayers();
  return (
    <>
      {heat && <HeatScale kind="presence" />}
      {incidentHeat && <HeatScale kind="incidents" />}
      {staleness && <StaleScale />}
      {effort && <EffortKey />}
    </>
  );
};

/** The scales of layers that are switched on, for the top of the phone's panel; the rest stands beside the switches. */
export const PhoneScales = () => (
  <div className={styles.phoneScales}>
    <Scales />
  </div>
);

/** What the colours and shapes on the map stand for, as far as they are switched on. */
export const LegendList = () => {
  const { t } = useWords();
  const shown = useShownLayers();
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
      <Scales />
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
