import { Button } from 'antd';
import { Ask } from '../focus/ask.tsx';
import { useWords } from '../i18n/use-words.ts';

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
