import type { Verdict } from '../../server/contract/patrols/verdict.ts';
import { clockOffWords } from '../../server/contract/words/clock-off.ts';
import { formatAt } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import styles from './page.module.css';

type T = ReturnType<typeof useWords>['t'];

/** Where the clock of a handheld was off and what was made of it, a text a stretch. */
export const clockTexts = (t: T, { clock = [] }: Pick<Verdict, 'clock'>, timeZone: string) =>
  clock.map((off) => {
    const at = (ms: number) => formatAt(ms, timeZone, 'YYYY-MM-DD HH:mm:ss');
    const { key, values } = clockOffWords(off, at, (unit, count) =>
      t(`evidence.clock.unit.${unit}`, { count }),
    );
    return t(`evidence.clock.${key}`, values);
  });

/** The same as a part of the page; nothing where every clock was right. */
export const Clock = ({ verdict, timeZone }: { verdict: Verdict; timeZone: string }) => {
  const { t } = useWords();
  const texts = clockTexts(t, verdict, timeZone);
  if (texts.length === 0) return null;
  return (
    <section className={styles.part} data-testid="evidence-clock">
      <h2>{t('evidence.clock.title')}</h2>
      {texts.map((text) => (
        <p key={text} className="figure">
          {text}
        </p>
      ))}
      <p className={styles.quiet}>{t('evidence.clock.hint')}</p>
    </section>
  );
};
