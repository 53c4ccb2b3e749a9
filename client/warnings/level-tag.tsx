import type { CSSProperties } from 'react';
import type { WarningLevel, WarningState } from '../../server/contract/warnings/warning.ts';
import { useWords } from '../i18n/use-words.ts';
import { LevelGlyph } from '../theme/level-glyph.tsx';
import styles from './tags.module.css';

/** A level in its colour, its shape and its word: never by colour alone. */
export const LevelTag = ({ level, large }: { level: WarningLevel; large?: boolean }) => {
  const { t } = useWords();
  return (
    <span
      className={`${styles.level} ${large ? styles.large : ''}`}
      style={
        {
          '--tone': `var(--warning-${level})`,
          '--ink': `var(--warning-text-${level})`,
        } as CSSProperties
      }
      data-level={level}
    >
      <LevelGlyph level={level} size={large ? 20 : 13} />
      {t(`warnings.level.${level}`)}
    </span>
  );
};

export const StateTag = ({ state }: { state: WarningState }) => {
  const { t } = useWords();
  return (
    <i className={styles.state} data-state={state} data-testid="warning-state">
      {t(`warnings.state.${state}`)}
    </i>
  );
};
