import type { CSSProperties } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { Glyph } from '../theme/glyph.tsx';
import type { Standing } from '../theme/tokens.ts';
import styles from './outcome-tag.module.css';

/** A verdict in its colour, its shape and its word: never by colour alone. */
export const OutcomeTag = ({
  standing,
  large,
}: {
  standing: Standing | 'pending';
  large?: boolean;
}) => {
  const { t } = useWords();
  const drawn = standing === 'pending' ? 'none' : standing;
  return (
    <span
      className={`${styles.tag} ${large ? styles.large : ''}`}
      style={
        {
          '--tone': `var(--standing-${drawn})`,
          '--ink': `var(--standing-text-${drawn})`,
        } as CSSProperties
      }
      data-standing={standing}
    >
      <Glyph standing={drawn} size={large ? 20 : 13} />
      {t(`standing.${standing}`)}
    </span>
  );
};
