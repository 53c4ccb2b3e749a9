import { useWords } from '../i18n/use-words.ts';
import { Glyph } from '../theme/glyph.tsx';
import { STANDINGS } from '../theme/tokens.ts';
import { HeatScale } from './heat-scale.tsx';
import styles from './page.module.css';
import { useView } from './view.ts';

/** What the colours and shapes on the map stand for, as far as they are switched on. */
export const LegendList = () => {
  const { t } = useWords();
  const shown = useView((v) => v.shown);
  return (
    <>
      {shown.grids && (
        <ul>
          {STANDINGS.map((standing) => (
            <li key={standing}>
              <Glyph standing={standing} size={12} />
              {t(`standing.${standing}`)}
            </li>
          ))}
        </ul>
      )}
      {shown.heat && <HeatScale kind="presence" />}
      {shown.incidentHeat && <HeatScale kind="incidents" />}
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
