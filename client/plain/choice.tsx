import { useId } from 'react';
import styles from './plain.module.css';

interface ChoiceProps<V extends string> {
  /** What is chosen, for whoever does not see it. */
  label: string;
  options: readonly { value: V; label: string }[];
  value: V;
  onChange: (value: V) => unknown;
  className?: string;
}

/** One of a few, side by side. */
export const Choice = <V extends string>({
  label,
  options,
  value,
  onChange,
  className = '',
}: ChoiceProps<V>) => {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className={`${styles.choice} ${className}`}>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  );
};
