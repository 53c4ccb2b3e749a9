import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import Markdown from 'react-markdown';
import { NavLink, useParams, useSearchParams } from 'react-router';
import remarkGfm from 'remark-gfm';
import { HONEST_WALKS } from '../../server/contract/patrols/honest-walks.ts';
import { interpolate } from '../../server/contract/words/interpolate.ts';
import { useWords } from '../i18n/use-words.ts';
import { Failure } from '../parts/failure.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { accusationsTold } from './accusations-told.ts';
import { asvsTable } from './asvs-table.ts';
import { ForHandheld } from './for-handheld.tsx';
import styles from './page.module.css';
import { rarityCounted, rarityTable } from './rarity-table.ts';
import { TOPICS, type Topic, topicOf } from './topics.ts';
import { TourAgain } from './tour/again.tsx';
import { usePhoneValues } from './use-phone-values.ts';
import { waysTable } from './ways-table.ts';

/** Every help page of every language, each its own chunk. */
const TEXTS = import.meta.glob<string>('../../server/contract/words/*/help/*.md', {
  query: '?raw',
  import: 'default',
});

const PLUGINS = [remarkGfm];

/** Pictures of the handheld's screens in every language, by the names the text gives them. */
const PICTURES = import.meta.glob<string>('./handheld/*/*.png', {
  query: '?url',
  import: 'default',
  eager: true,
});

const Picture = ({ alt, src }: { alt?: string; src?: string }) => {
  const { language } = useWords();
  const picture = PICTURES[`./handheld/${language}/${src}.png`];
  return <img className={styles.picture} alt={alt} src={picture ?? src} />;
};

/** Scrolls sideways on a phone, by the keyboard too. */
const Table = ({ children }: { children?: ReactNode }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
  <div className={styles.table} tabIndex={0}>
    <table>{children}</table>
  </div>
);

export default function HelpPage() {
  const { t, language } = useWords();
  const topic = topicOf(useParams().topic);
  const [search] = useSearchParams();
  const { handheld, handedOut, values } = usePhoneValues(search.get('handheld'));
  const text = useQuery({
    queryKey: ['help', language, topic],
    queryFn: () => TEXTS[`../../server/contract/words/${language}/help/${topic}.md`]!(),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const filled = (shown: Topic) => {
    if (shown === 'asvs') return { lines: asvsTable(t) };
    if (shown === 'accounts') return { ways: waysTable(t) };
    if (shown === 'signals') return { rarities: rarityTable(t), ...rarityCounted(HONEST_WALKS) };
    if (shown !== 'verdicts') return values;
    return accusationsTold(t);
  };
  return (
    <div className={styles.page}>
      <nav className={styles.contents} aria-label={t('help.contents')}>
        <h2>{t('help.title')}</h2>
        <TourAgain />
        {TOPICS.map((key) => (
          <NavLink key={key} to={`/help/${key}`} className={key === topic ? styles.current : ''}>
            {t(`help.${key}`)}
          </NavLink>
        ))}
      </nav>
      <article className={styles.text} data-testid="help-text">
        {text.isLoadingError ? (
          <Failure error={text.error} retry={text.refetch} />
        ) : text.data === undefined ? (
          <Waiting />
        ) : (
          <>
            {topic === 'phones' && handheld && (
              <ForHandheld handheld={handheld} handedOut={handedOut} />
            )}
            <Markdown remarkPlugins={PLUGINS} components={{ img: Picture, table: Table }}>
              {interpolate(text.data, filled(topic))}
            </Markdown>
          </>
        )}
      </article>
    </div>
  );
}
