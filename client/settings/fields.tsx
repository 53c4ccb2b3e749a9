import type { ReactNode } from 'react';
import styles from './page.module.css';

/** Fields of a form of rules beside each other, as many as have room. */
export const Fields = ({ children }: { children: ReactNode }) => (
  <div className={styles.fields}>{children}</div>
);
