import type { Rgba } from '../../layers/colour.ts';
import { valueText } from '../said.ts';
import { useAnalysisWords } from '../use-analysis-words.ts';
import styles from './result.module.css';

const css = ([r, g, b, a]: Rgba): string => `rgb(${r} ${g} ${b} / ${a / 255})`;

type Entries = readonly { label: string; colour: Rgba }[];

/** Items of a list: each colour with what it stands for. */
export const LegendEntries = ({ entries }: { entries: Entries }) => {
  const words = useAnalysisWords();
  return entries.map(({ label, colour }) => (
    <li key={label}>
      <i style={{ background: css(colour) }} />
      {valueText(words, label)}
    </li>
  ));
};

interface LegendProps {
  /** What is coloured, where the entries are values of it. */
  title: string | undefined;
  entries: Entries;
}

/** What the colours of the map stand for. */
export const Legend = ({ title, entries }: LegendProps) => (
  <ul className={styles.legend}>
    {title && (
      <li>
        <b>{title}</b>
      </li>
    )}
    <LegendEntries entries={entries} />
  </ul>
);
