import { DownloadOutlined } from '@ant-design/icons';
import { useWords } from '../i18n/use-words.ts';
import { FORMATS, type Format, fileAddress } from './api.ts';
import styles from './result/result.module.css';

/** Names of file formats are the same in every language. */
const NAMES: Record<Format, string> = {
  csv: 'CSV',
  geojson: 'GeoJSON',
  parquet: 'GeoParquet',
  json: 'JSON',
};

/** A table as a file in each format. */
export const Downloads = ({ id, table }: { id: number; table: string | null }) => {
  const { t } = useWords();
  return (
    <p className={styles.downloads}>
      <DownloadOutlined aria-hidden />
      {t('studies.download')}
      {FORMATS.map((format) => (
        <a
          key={format}
          href={fileAddress(id, format, table)}
          download={`study-${id}${table ? `-${table}` : ''}.${format}`}
        >
          {NAMES[format]}
        </a>
      ))}
    </p>
  );
};
