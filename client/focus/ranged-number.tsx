import { InputNumber } from 'antd';
import { useId } from 'react';
import styles from './focus.module.css';
import { isWithin, type Range, useToldRange } from './use-range.ts';

interface RangedNumberProps {
  range: Range;
  label: string;
  value: number | null;
  onChange: (value: number | null) => void;
  suffix?: string;
  testId?: string;
}

/** A number that stands in no form: one out of its range is told beside it and stays as it was typed. */
export const RangedNumber = ({ label, onChange, range, value, ...rest }: RangedNumberProps) => {
  const { suffix, testId } = rest;
  const told = useToldRange();
  const id = useId();
  const isWrong = value !== null && !isWithin(range, value);
  return (
    <span>
      <InputNumber<number>
        size="small"
        value={value}
        {...(suffix ? { suffix } : {})}
        {...(isWrong ? { status: 'error', 'aria-invalid': true, 'aria-describedby': id } : {})}
        aria-label={label}
        placeholder={label}
        data-testid={testId}
        onChange={onChange}
      />
      {isWrong && (
        <small id={id} role="alert" className={styles.told}>
          {told(range)}
        </small>
      )}
    </span>
  );
};
