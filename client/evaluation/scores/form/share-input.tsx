import { InputNumber } from 'antd';
import { isWithin, useToldRange } from '../../../focus/use-range.ts';

interface ShareInputProps {
  /** 0 to 1. */
  value?: number | null;
  onChange?: (share: number | null) => void;
  id?: string;
  label?: string;
}

/** The rule of a share: one out of its range is told as it is entered. `most`: a share too. */
export const useShareRange = () => {
  const told = useToldRange();
  return (most = 1) => ({
    validator: async (_: unknown, share: number | null | undefined) => {
      if (typeof share === 'number' && !isWithin({ least: 0, most }, share))
        throw new Error(told({ least: 0, most: 100 * most }));
    },
  });
};

/** A share, entered in percent. */
export const ShareInput = ({ id, label, onChange, value }: ShareInputProps) => (
  <InputNumber<number>
    {...(id ? { id } : {})}
    {...(label ? { 'aria-label': label } : {})}
    suffix="%"
    value={value == null ? null : Math.round(1_000 * value) / 10}
    onChange={(percent) => onChange?.(percent === null ? null : percent / 100)}
  />
);
