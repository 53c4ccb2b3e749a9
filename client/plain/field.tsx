import { type ComponentProps, type ReactNode, useId } from 'react';
import styles from './plain.module.css';

interface FieldProps extends ComponentProps<'input'> {
  label: string;
  hint?: string;
  /** What is wrong with what was given. */
  error?: string | undefined;
  /** Stands in the field, after its text. */
  after?: ReactNode;
}

/** A named field of a form, with what it asks for and what is wrong with it. */
export const Field = ({ label, hint, error, after, ...input }: FieldProps) => {
  const id = useId();
  const told = error ?? hint;
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <div className={styles.box}>
        <input
          id={id}
          aria-invalid={error !== undefined}
          aria-describedby={told === undefined ? undefined : `${id}-told`}
          {...input}
        />
        {after}
      </div>
      {told !== undefined && (
        <small id={`${id}-told`} data-error={error !== undefined || undefined}>
          {told}
        </small>
      )}
    </div>
  );
};
