import { Alert, Button } from 'antd';
import { useWords } from '../i18n/use-words.ts';

interface ProgressProps {
  isCheck: boolean;
  /** How far it is; empty at first. */
  said: string;
  cancel: () => void;
}

/** An import or a check that runs: how far it is, and a way to give it up, which leaves nothing of it. */
export const ImportProgress = ({ isCheck, said, cancel }: ProgressProps) => {
  const { t } = useWords();
  return (
    <Alert
      type="info"
      data-testid="import-progress"
      title={t(isCheck ? 'imports.checking' : 'imports.storing')}
      {...(said ? { description: said } : {})}
      action={
        <Button size="small" onClick={cancel}>
          {t('settings.cancel')}
        </Button>
      }
    />
  );
};

/** Whether what went wrong was that somebody gave it up. */
export const isGivenUp = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'AbortError';
