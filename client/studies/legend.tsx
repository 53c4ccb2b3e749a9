import { useWords } from '../i18n/use-words.ts';
import type { Rgba } from '../layers/colour.ts';
import styles from './result.module.css';
import { said } from './said.ts';

const css = ([r, g, b, a]: Rgba): string => `rgb(${r} ${g} ${b} / ${a / 255})`;

/** What the colours of the map stand for. */
export const Legend = ({ entries }: { entries: readonly { label: string; colour: Rgba }[] }) => {
  const { language } = useWords();
  return (
    <ul className={styles.legend}>
      {entries.map(({ label, colour }) => (
        <li key={label}>
          <i style={{ background: css(colour) }} />
          {said(language, label)}
        </li>
      ))}
    </ul>
  );
};
