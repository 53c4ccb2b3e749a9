import { Select } from 'antd';
import styles from '../page.module.css';

/** An officer with the grid they hold today. */
export const OfficerCell = ({ name, grid }: { name: string; grid: string }) => (
  <span className={styles.unit}>
    <span>
      <b>{name}</b>
      <small>{grid}</small>
    </span>
  </span>
);

interface OfficerSelectProps {
  options: { value: number; label: string }[];
  testId: string;
  allowClear?: boolean;
  /** Given by the form. */
  id?: string;
  value?: number;
  onChange?: (id: number | undefined) => void;
}

/** One of today's officers, found by name or grid. */
export const OfficerSelect = ({ testId, ...props }: OfficerSelectProps) => (
  <Select<number> {...props} showSearch={{ optionFilterProp: 'label' }} data-testid={testId} />
);
