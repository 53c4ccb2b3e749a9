import type { ReactNode } from 'react';
import styles from './states.module.css';

export interface InsteadProps {
  title: string;
  /** It stands in place of a whole page, and is its first heading. */
  isPage?: boolean;
  children?: ReactNode;
}

interface FrameProps extends InsteadProps {
  kind: 'empty' | 'failure';
  /** Its drawing, 44 px wide. */
  height: number;
  art: ReactNode;
}

/** What stands where something would be: a drawing, what it is, and what is to be said and done about it. */
export const Instead = ({ art, children, height, isPage = false, kind, title }: FrameProps) => {
  const Title = isPage ? 'h1' : 'strong';
  return (
    <div
      className={styles.state}
      role={kind === 'failure' ? 'alert' : undefined}
      data-testid={kind}
    >
      <svg
        className={styles.art}
        width="44"
        height={height}
        viewBox={`0 0 44 ${height}`}
        fill="none"
        stroke="currentColor"
        strokeLinecap="round"
        aria-hidden="true"
      >
        {art}
      </svg>
      <Title>{title}</Title>
      {children}
    </div>
  );
};
