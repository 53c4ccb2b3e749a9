import { useQuery } from '@tanstack/react-query';
import { LIGHTS } from '../../server/contract/cases/case.ts';
import { OUTCOMES } from '../../server/contract/patrols/verdict.ts';
import { caseCountsQuery } from '../api/cases.ts';
import { useWords } from '../i18n/use-words.ts';
import { useFleet } from '../live/fleet/fleet-store.ts';
import { useShownDay, useTodaysFigures } from '../live/officers/use-day-standings.ts';
import styles from './wall.module.css';

interface Figure {
  key: string;
  label: string;
  /** Undefined while not known. */
  value: number | undefined;
  /** A custom property of the palette. */
  colour?: string;
}

const Figures = ({ title, figures }: { title: string; figures: Figure[] }) => (
  <section className={styles.figures}>
    <h2>{title}</h2>
    <ul>
      {figures.map(({ key, label, value, colour = '--text' }) => (
        <li key={key} style={{ color: `var(${colour})` }}>
          <b className="figure">{value ?? '—'}</b>
          <span>{label}</span>
        </li>
      ))}
    </ul>
  </section>
);

/** Who is out, and the verdicts of the day. */
export const PatrolFigures = () => {
  const { t } = useWords();
  const { walking } = useTodaysFigures();
  const moving = useFleet((f) => (f.isThere ? f.moving : undefined));
  const { counts } = useShownDay();
  return (
    <Figures
      title={t('wall.view.patrols')}
      figures={[
        { key: 'moving', label: t('live.moving'), value: moving },
        { key: 'walking', label: t('live.walking'), value: walking },
        ...OUTCOMES.map((outcome) => ({
          key: outcome,
          label: t(`standing.${outcome}`),
          value: counts?.[outcome],
          colour: `--standing-text-${outcome}`,
        })),
      ]}
    />
  );
};

const LIGHT_COLOURS = {
  red: '--warning-text-red',
  yellow: '--warning-text-yellow',
  green: '--standing-text-completed',
};

/** Open cases by light. */
export const CaseFigures = () => {
  const { t } = useWords();
  const { data } = useQuery(caseCountsQuery({}));
  return (
    <Figures
      title={t('wall.view.cases')}
      figures={[...LIGHTS].reverse().map((light) => ({
        key: light,
        label: t(`cases.light.${light}`),
        value: data?.reduce((sum, row) => sum + (row.light === light ? row.count : 0), 0),
        colour: LIGHT_COLOURS[light],
      }))}
    />
  );
};
