import { DownloadOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { TEMPORARY_H } from '../../server/contract/accounts/managed.ts';
import { csvLine } from '../../server/contract/csv.ts';
import type { ImportReport } from '../../server/contract/imports/import.ts';
import { useWords } from '../i18n/use-words.ts';

/** The passwords that an import made for new accounts, this once: to be taken away as a file. */
export const NewPasswords = ({ secrets }: Pick<ImportReport, 'secrets'>) => {
  const { t } = useWords();
  if (secrets.length === 0) return null;
  const header = [t('imports.header.accounts-name'), t('imports.password')];
  const lines = [header, ...secrets.map(({ code, secret }) => [code, secret])];
  // With a mark, as Excel wants it.
  const csv = `\uFEFF${lines.map(csvLine).join('\r\n')}\r\n`;
  return (
    <Alert
      type="warning"
      showIcon
      data-testid="new-passwords"
      title={t('imports.passwords', { count: secrets.length, hours: TEMPORARY_H })}
      description={
        <Button
          size="small"
          icon={<DownloadOutlined aria-hidden />}
          href={`data:text/csv;charset=utf-8,${encodeURIComponent(csv)}`}
          download="passwords.csv"
        >
          {t('imports.savePasswords')}
        </Button>
      }
    />
  );
};
