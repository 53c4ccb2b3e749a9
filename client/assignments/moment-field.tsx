import { DatePicker } from 'antd';
import type { Dayjs } from 'dayjs';

interface MomentFieldProps {
  allowClear?: boolean;
  /** Given by the form. */
  id?: string;
  value?: Dayjs | null;
  onChange?: (picked: Dayjs | null) => void;
}

/** A day and a time of the clock. */
export const MomentField = ({ allowClear = false, ...given }: MomentFieldProps) => (
  <DatePicker
    {...given}
    allowClear={allowClear}
    showTime={{ format: 'HH:mm' }}
    format="YYYY-MM-DD HH:mm"
    needConfirm={false}
  />
);
