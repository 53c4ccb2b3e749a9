import type { CSSProperties } from 'react';
import type { Card, Light } from '../../server/contract/cases/case.ts';
import { useWords } from '../i18n/use-words.ts';
import { LevelGlyph } from '../theme/level-glyph.tsx';
import styles from './cases.module.css';

/** Lights as the levels of warnings are drawn: a shape, a colour and a word each. */
const GLYPH = { green: 'blue', yellow: 'yellow', red: 'red' } as const;

export const LightTag = ({ light }: { light: Light }) => {
  const { t } = useWords();
  return (
    <span
      className={styles.light}
      style={{ '--ink': `var(--warning-text-${GLYPH[light]})` } as CSSProperties}
      data-light={light}
    >
      <LevelGlyph level={GLYPH[light]} size={13} />
      {t(`cases.light.${light}`)}
    </span>
  );
};

export const CardTag = ({ card }: { card: Card | null }) => {
  const { t } = useWords();
  return card ? (
    <i className={styles.card} data-card={card}>
      {t(`cases.card.${card}`)}
    </i>
  ) : null;
};
