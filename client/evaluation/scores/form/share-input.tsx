import { InputNumber } from 'antd';

interface ShareInputProps {
  /** 0 to 1. */
  value?: number | null;
  onChange?: (share: number | null) => void;
  id?: string;
  /** A share too. */
  most?: number;
  label?: string;
}

/** A share, entered in percent. */
export const ShareInput = ({ id, label, most = 1, onChange, value }: ShareInputProps) => (
  <InputNumber<number>
    {...(id ? { id } : {})}
    {...(label ? { 'aria-label': label } : {})}
    min={0}
    max={100 * most}
    suffix="%"
    value={value == null ? null : Math.round(1_000 * value) / 10}
    onChange={(percent) => onChange?.(percent === null ? null : percent / 100)}
  />
);
