import { QRCode, Segmented } from 'antd';
import { useEffect, useState } from 'react';
import { spelledCode } from '../../server/contract/checkpoints/code.ts';
import { asRequestError } from '../api/request.ts';
import { changeLanguage, LANGUAGE_OPTIONS } from '../i18n/index.ts';
import { useWords } from '../i18n/use-words.ts';
import { Failure } from '../parts/failure.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { useTitle } from '../parts/use-title.ts';
import { Waiting } from '../parts/waiting.tsx';
import { momentText } from '../plain/clock-text.ts';
import { stayAwake } from '../plain/stay-awake.ts';
import { codeAt } from './code-at.ts';
import styles from './page.module.css';
import { screenToken } from './token.ts';
import { useScreen } from './use-screen.ts';

/** Stands at a checkpoint and shows its code of the day, all day and every day; nobody is signed in on it. */
export default function CodeScreenPage() {
  const { t, language } = useWords();
  const [token, setToken] = useState(screenToken);
  useTitle(t('codeScreen.title'));
  useEffect(stayAwake, []);
  useEffect(() => {
    // An address opened where the screen stands already loads nothing anew.
    const onAddress = () => setToken(screenToken());
    window.addEventListener('hashchange', onAddress);
    return () => window.removeEventListener('hashchange', onAddress);
  }, []);
  return (
    <main className={styles.page} data-testid="code-screen">
      <Segmented
        className={styles.language!}
        aria-label={t('account.language')}
        size="small"
        options={LANGUAGE_OPTIONS}
        value={language}
        onChange={changeLanguage}
      />
      {token === null ? (
        <>
          <Unnamed />
          <p className={styles.none}>{t('codeScreen.noToken')}</p>
        </>
      ) : (
        <Shown token={token} />
      )}
    </main>
  );
}

/** The heading of a screen whose checkpoint is not known. */
const Unnamed = () => <h1 className="visually-hidden">{useWords().t('codeScreen.title')}</h1>;

const Shown = ({ token }: { token: string }) => {
  const { t } = useWords();
  const { error, heardMs, isLoadingError, nowMs, refetch, screen } = useScreen(token);
  if (isLoadingError && asRequestError(error).code !== 'not-found')
    return <Failure isPage error={error} retry={refetch} />;
  if (isLoadingError || !screen || nowMs === null)
    return (
      <>
        <Unnamed />
        {isLoadingError ? <Refusal error={asRequestError(error)} /> : <Waiting />}
      </>
    );
  const { areaName, checkpoint, codes, name, timeZone } = screen;
  const shown = codeAt(screen, nowMs);
  const last = codes.at(-1)!.day;
  return (
    <>
      <header>
        <h1>{name || checkpoint}</h1>
        <p>{areaName}</p>
      </header>
      {shown ? (
        <>
          {/* The characters below say the same. */}
          <div
            className={styles.code}
            data-value={shown.code}
            data-testid="code-of-day"
            aria-hidden
          >
            <QRCode
              type="svg"
              value={shown.code}
              errorLevel="M"
              bordered={false}
              color="#000"
              bgColor="#fff"
              style={{ width: '100%', height: '100%' }}
            />
          </div>
          <code>{spelledCode(shown.code)}</code>
          <p>{t('codeScreen.says')}</p>
        </>
      ) : (
        <p className={styles.none} role="alert">
          {t('codeScreen.tooLong', { last })}
        </p>
      )}
      <footer>
        <time className="figure">{momentText(nowMs, timeZone)}</time>
        {error && shown && (
          <span role="status">
            {t('codeScreen.cut', { since: momentText(heardMs, timeZone), last })}
          </span>
        )}
      </footer>
    </>
  );
};
