import { Skeleton } from 'antd';
import styles from './list-skeleton.module.css';

const ROWS = [72, 58, 80, 64, 70, 54];

/** Rows to come, at their real height, so that nothing jumps when they do. */
export const ListSkeleton = () => (
  <div className={styles.list} aria-hidden="true">
    {ROWS.map((width) => (
      <div key={width} className={styles.row}>
        <Skeleton.Avatar active size={10} />
        <Skeleton.Input active size="small" style={{ width: `${width}%`, height: 26 }} />
      </div>
    ))}
  </div>
);
