import type { CSSProperties } from 'react';
import type { Card, Light } from '../../server/contract/cases/case.ts';
import { useWords } from '../i18n/use-words.ts';
import { GLYPHS } from '../theme/glyph.tsx';
import { LEVEL_GLYPHS } from '../theme/level-glyph.tsx';
import styles from './cases.module.css';

/** A shape, a colour and an ink each: told apart without colour. */
const LOOKS: Record<Light, { path: string; fill: string; ink: string }> = {
  green: {
    path: GLYPHS.completed,
    fill: 'var(--standing-completed)',
    ink: 'var(--standing-text-completed)',
  },
  yellow: {
    path: LEVEL_GLYPHS.yellow,
    fill: 'var(--warning-yellow)',
    ink: 'var(--warning-text-yellow)',
  },
  red: { path: LEVEL_GLYPHS.red, fill: 'var(--warning-red)', ink: 'var(--warning-text-red)' },
};

export const LightTag = ({ light }: { light: Light }) => {
  const { t } = useWords();
  const { fill, ink, path } = LOOKS[light];
  return (
    <span className={styles.light} style={{ '--ink': ink } as CSSProperties} data-light={light}>
      <svg width={13} height={13} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <path d={path} fill={fill} fillRule="evenodd" />
      </svg>
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
