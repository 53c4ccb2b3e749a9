import { Alert } from 'antd';
import type { RequestError } from '../api/request.ts';
import { saidOf } from '../i18n/said-of.ts';
import { useWords } from '../i18n/use-words.ts';
import { whyOf } from '../i18n/why-of.ts';
import styles from './states.module.css';

/** So many things that are wrong are told in one sentence; more stand below each other. */
const SENTENCE = 2;

/** Why what was sent was not taken, and what of it is wrong. `title`: in other words than those of the error. */
export const Refusal = ({ error, title }: { error: RequestError; title?: string | undefined }) => {
  const { t } = useWords();
  const { code, detail, problems } = error;
  const { more, why } = whyOf(error, t);
  const isList = problems.length > SENTENCE;
  const said = isList ? (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keyboard too
    <section className={styles.problems} tabIndex={0} aria-label={t('imports.what')}>
      <ul>
        {problems.map((one) => (
          <li key={JSON.stringify(one)}>{saidOf([one], t)}</li>
        ))}
      </ul>
    </section>
  ) : title === undefined ? (
    more
  ) : (
    (saidOf(problems, t) ?? detail)
  );
  return (
    <Alert
      type="error"
      showIcon
      title={title ?? (isList ? t(`error.${code}`) : why)}
      {...(said ? { description: said } : {})}
    />
  );
};
