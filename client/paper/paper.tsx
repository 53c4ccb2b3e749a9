import { Alert, Button, QRCode } from 'antd';
import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useFocusGivenBack } from '../focus/use-focus-given-back.ts';
import { useWords } from '../i18n/use-words.ts';
import styles from './paper.module.css';

interface PaperProps {
  /** Names what is printed. */
  label: string;
  /** How many there are, and how long they are shown. */
  title: string;
  testId: string;
  /** What is to be known before they are printed. */
  warning?: string | null;
  close: () => void;
  children: ReactNode;
}

/** Sheets to print, over the whole page. */
export const Paper = ({ children, close, label, testId, title, warning }: PaperProps) => {
  const { t } = useWords();
  useFocusGivenBack();
  // Beside the page, so that printing can leave the page out.
  return createPortal(
    <div className={styles.sheets} role="dialog" aria-label={label} data-testid={testId}>
      <div className={styles.bar}>
        <b>{title}</b>
        <Button type="primary" autoFocus onClick={() => window.print()}>
          {t('handhelds.print')}
        </Button>
        <Button onClick={close}>{t('handhelds.printed')}</Button>
      </div>
      {warning && <Alert className={styles.warning!} type="warning" showIcon title={warning} />}
      <div className={styles.paper}>{children}</div>
    </div>,
    document.body,
  );
};

const CODE_PX = 150;

interface SheetProps {
  /** What its QR code holds. */
  value: string;
  title: string;
  rows: readonly (readonly [label: string, text: string])[];
  /** What to do with it. */
  says: string;
  /** The same as the QR code, to be typed. */
  typed: string;
  testId: string;
  /** Seen on the screen alone. */
  act?: ReactNode;
}

/** One sheet: a QR code, whose or what it is, and the same as text. */
export const PaperSheet = ({ act, rows, says, testId, title, typed, value }: SheetProps) => (
  <article className={styles.sheet} data-testid={testId} data-value={value}>
    <div aria-hidden>
      <QRCode
        type="svg"
        value={value}
        size={CODE_PX}
        errorLevel="M"
        bordered={false}
        color="#000"
        bgColor="#fff"
      />
    </div>
    <div>
      <h3>{title}</h3>
      <dl>
        {rows.flatMap(([label, text]) => [
          <dt key={label}>{label}</dt>,
          <dd key={`${label} text`}>{text}</dd>,
        ])}
      </dl>
      <p>{says}</p>
      <code>{typed}</code>
      {act && <div className={styles.act}>{act}</div>}
    </div>
  </article>
);
