import { Select } from 'antd';
import type { ImportReport } from '../../server/contract/imports/import.ts';
import { useWords } from '../i18n/use-words.ts';
import styles from './imports.module.css';

interface ColumnsProps {
  report: ImportReport;
  /** Headers by field as corrected so far; '' stands for none. */
  told: Record<string, string>;
  change: (told: Record<string, string>) => void;
  isBusy: boolean;
}

/** Which column holds what, to be corrected where it was taken for something else. */
export const ImportColumns = ({ report, told, change, isBusy }: ColumnsProps) => {
  const { t } = useWords();
  const { columns, kind, passedOver } = report;
  const headers = [...columns.flatMap(({ header }) => header ?? []), ...passedOver];
  const nameOf = (field: string) =>
    t([`imports.header.${kind}-${field}`, `imports.header.${field}`]);
  return (
    <>
      <div className={styles.columns}>
        {columns.map(({ field, header, isRequired }) => (
          <div key={field}>
            <span>
              {nameOf(field)}
              {isRequired && ' *'}
            </span>
            <Select
              size="small"
              aria-label={nameOf(field)}
              disabled={isBusy}
              {...(header === null && isRequired ? { status: 'error' as const } : {})}
              value={header ?? ''}
              options={[
                { value: '', label: t('imports.noColumn') },
                ...headers.map((value) => ({ value, label: value })),
              ]}
              onChange={(value) => change({ ...told, [field]: value })}
            />
          </div>
        ))}
      </div>
      {passedOver.length > 0 && (
        <small data-testid="passed-over">
          {t('imports.passedOver', { headers: passedOver.join(t('between')) })}
        </small>
      )}
    </>
  );
};
