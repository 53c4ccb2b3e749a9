import { Button } from 'antd';
import { Ask } from '../focus/ask.tsx';
import { useFocusKept } from '../focus/use-focus-kept.ts';
import { useWords } from '../i18n/use-words.ts';
import styles from './assignments.module.css';

interface EndProps {
  /** What is done. */
  label: string;
  /** What is asked. */
  ask: string;
  onConfirm: () => void;
}

/** Ends what is given, after a question. */
export const End = ({ ask, label, onConfirm }: EndProps) => {
  const { t } = useWords();
  return (
    <Ask title={ask} onConfirm={onConfirm} okText={label} cancelText={t('settings.cancel')}>
      <Button size="small" danger>
        {label}
      </Button>
    </Ask>
  );
};

interface ToldProps {
  /** What was changed; null: nothing yet. */
  what: string | null;
  /** Another one for each change. */
  change: string | null;
  isBusy: boolean;
  undo: () => void;
}

/** Says what was done, with a way to undo it. */
export const Told = ({ change, isBusy, undo, what }: ToldProps) => {
  const { t } = useWords();
  const box = useFocusKept<HTMLDivElement>(change ?? '');
  return (
    <div role="status" tabIndex={-1} ref={box} className={styles.told}>
      {what !== null && (
        <>
          <span>{t('assignments.done', { what })}</span>
          <Button size="small" loading={isBusy} onClick={undo}>
            {t('assignments.undo')}
          </Button>
        </>
      )}
    </div>
  );
};
