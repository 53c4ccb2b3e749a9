import { useWords } from '../../i18n/use-words.ts';
import type { Rgba } from '../../layers/colour.ts';
import styles from './result.module.css';
import { said } from './said.ts';

const css = ([r, g, b, a]: Rgba): string => `rgb(${r} ${g} ${b} / ${a / 255})`;

interface LegendProps {
  /** What is coloured, where the entries are values of it. */
  title: string | undefined;
  entries: readonly { label: string; colour: Rgba }[];
}

/** What the colours of the map stand for. */
export const Legend = ({ title, entries }: LegendProps) => {
  const { language } = useWords();
  return (
    <ul className={styles.legend}>
      {title && (
        <li>
          <b>{said(language, title)}</b>
        </li>
      )}
      {entries.map(({ label, colour }) => (
        <li key={label}>
          <i style={{ background: css(colour) }} />
          {said(language, label)}
        </li>
      ))}
    </ul>
  );
};
