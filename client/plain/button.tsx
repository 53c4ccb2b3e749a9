import type { ComponentProps } from 'react';
import styles from './plain.module.css';

type Size = 'small' | 'large';

interface ButtonProps extends Omit<ComponentProps<'button'>, 'type'> {
  /** The one step that a page is for. */
  primary?: boolean;
  size?: Size;
  submits?: boolean;
}

/** A button that needs no library: for what is shown before the component library has come, and looks as its buttons do. */
export const Button = ({ primary, size, submits, className = '', ...rest }: ButtonProps) => (
  <button
    type={submits ? 'submit' : 'button'}
    className={`${styles.button} ${className}`}
    data-primary={primary || undefined}
    data-size={size}
    {...rest}
  />
);

/** A link that looks as a button does. */
export const LinkButton = ({ size, ...rest }: ComponentProps<'a'> & { size?: Size }) => (
  <a className={styles.button} data-size={size} {...rest} />
);
