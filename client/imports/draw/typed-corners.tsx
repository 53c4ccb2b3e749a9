import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import styles from '../imports.module.css';
import { type CornersProblem, cornersText, readCorners } from './corners.ts';
import type { Ring } from './snap.ts';

interface TypedCornersProps {
  /** The outline as it stands on the map. */
  ring: Ring | null;
  take: (ring: Ring) => void;
}

/** The corners of an outline as text, for whoever has them as numbers or draws without a mouse. */
export const TypedCorners = ({ ring, take }: TypedCornersProps) => {
  const { t } = useWords();
  const [typed, setTyped] = useState<string | null>(null);
  const [wrong, setWrong] = useState<CornersProblem | null>(null);
  const text = typed ?? (ring ? cornersText(ring) : '');
  const read = () => {
    const found = readCorners(text);
    if (found === 'few' || 'line' in found) {
      setWrong(found);
      return;
    }
    take(found);
    setTyped(null);
    setWrong(null);
  };
  return (
    <details className={styles.typed} data-testid="typed-corners">
      <summary>{t('imports.draw.typed')}</summary>
      <Input.TextArea
        aria-label={t('imports.draw.corners')}
        placeholder={t('imports.draw.corners')}
        rows={6}
        value={text}
        onChange={({ target }) => setTyped(target.value)}
      />
      {wrong && (
        <Alert
          type="error"
          showIcon
          title={
            wrong === 'few'
              ? t('imports.draw.few')
              : t('imports.draw.noCorner', { line: wrong.line })
          }
        />
      )}
      <Button onClick={read} data-testid="take-corners">
        {t('imports.draw.take')}
      </Button>
    </details>
  );
};
