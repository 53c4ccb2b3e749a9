import type { AbstractNode, IconDefinition } from '@ant-design/icons-svg/es/types.js';
import { createElement, type ReactNode } from 'react';
import styles from './plain.module.css';

const drawn = ({ tag, attrs, children }: AbstractNode, key: number): ReactNode =>
  createElement(tag, { key, ...attrs }, children?.map(drawn));

/** An icon of one colour of the component library's set, without the library. Decoration: always beside a word, or in something named. */
export const Icon = ({ of }: { of: IconDefinition }) => {
  const { attrs, children } = of.icon as AbstractNode;
  return (
    <svg className={styles.icon} viewBox={attrs.viewBox} fill="currentColor" aria-hidden="true">
      {children?.map(drawn)}
    </svg>
  );
};
