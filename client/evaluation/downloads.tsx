import { DownloadOutlined } from '@ant-design/icons';
import {
  METRIC_FORMATS,
  METRIC_PAGE_MAX,
  METRIC_ROWS_MAX,
} from '../../server/contract/metrics/metrics.ts';
import type { queryMetrics } from '../../server/contract/routes/evaluation/metrics.ts';
import type { getScores } from '../../server/contract/routes/evaluation/scoring.ts';
import { addressOf } from '../api/request.ts';
import { useWords } from '../i18n/use-words.ts';
import styles from './page.module.css';

/** Names of file formats are the same in every language. */
const NAMES = { csv: 'CSV', parquet: 'Parquet', json: 'JSON' };

interface DownloadsProps {
  path: (typeof queryMetrics | typeof getScores)['path'];
  /** The question whose answer is on show, with its edition as `asOf`: the same figures for ever. */
  query: Record<string, string | number | null>;
  rows: number;
  /** `cursor` of each page on show; the first has none. */
  cursors: readonly (string | null)[];
  name: string;
}

/** The answer on show as files; in parts where it is longer than one answer may be. */
export const Downloads = ({ path, query, rows, cursors, name }: DownloadsProps) => {
  const { t } = useWords();
  const parts = rows > METRIC_ROWS_MAX ? cursors : [undefined];
  return (
    <span className={styles.downloads} data-testid="downloads">
      <DownloadOutlined aria-hidden />
      {METRIC_FORMATS.map((format) =>
        parts.map((cursor, i) => (
          <a
            key={`${format} ${cursor}`}
            download={`${name}${parts.length > 1 ? `-${i + 1}` : ''}.${format}`}
            href={addressOf(path, {
              ...query,
              format,
              // A cursor carries its edition; only the first page is asked for without one.
              ...(cursor === undefined ? {} : { limit: METRIC_PAGE_MAX, cursor }),
            })}
            title={t('evaluation.downloadHint')}
          >
            {NAMES[format]}
            {parts.length > 1 && ` ${i + 1}`}
          </a>
        )),
      )}
    </span>
  );
};
