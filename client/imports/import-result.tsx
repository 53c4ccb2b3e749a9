import { Alert } from 'antd';
import { useWords } from '../i18n/use-words.ts';

const TYPES = { applied: 'success', sound: 'info', defective: 'error' } as const;

interface ResultProps {
  isApplied: boolean;
  /** What its rows are, where they are called by name. */
  of?: 'Areas' | '';
  rows: number;
  defects: readonly unknown[];
  /** What it changes; empty where there is nothing to say. With a defect it changes nothing. */
  changes: string;
}

/** How a file that was read stands: brought in, right, or with so many defects. */
export const ImportResult = ({ isApplied, of = '', rows, defects, changes }: ResultProps) => {
  const { t } = useWords();
  const state = isApplied ? 'applied' : defects.length === 0 ? 'sound' : 'defective';
  return (
    <Alert
      data-testid="import-result"
      showIcon
      type={TYPES[state]}
      title={t(`imports.${state}${state === 'defective' ? '' : of}`, {
        ...{ rows, count: defects.length },
      })}
      {...(changes && state !== 'defective' ? { description: changes } : {})}
    />
  );
};
