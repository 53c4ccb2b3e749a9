import { useEffect, useState } from 'react';
import { asRequestError } from '../../api/request.ts';
import { enrol } from '../phone/identity.ts';
import { useHandheldWords } from '../use-handheld-words.ts';

/** Makes this phone the handheld of a sheet, by its code in the address or typed. `back`: where somebody uses it already. */
export const EnrolScreen = ({ back }: { back?: () => void }) => {
  const { t } = useHandheldWords();
  const [token, setToken] = useState(window.location.hash.slice(1));
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function go(asked: string): Promise<void> {
    setBusy(true);
    setFailure(null);
    try {
      await enrol(asked.trim());
      // The token has done its work; a new user starts with everything of the one before closed.
      window.location.replace('/handheld');
    } catch (error) {
      const isAway = asRequestError(error).code === 'unreachable';
      setFailure(t(isAway ? 'enrol.unreachable' : 'enrol.failed'));
      setBusy(false);
    }
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: the code of the address is tried once.
  useEffect(() => {
    if (token) void go(token);
  }, []);

  return (
    <main className="enrol">
      <h1>{t('enrol.title')}</h1>
      <p>{t('enrol.hint')}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void go(token);
        }}
      >
        <label>
          {t('enrol.token')}
          <input
            value={token}
            autoCapitalize="off"
            autoComplete="off"
            spellCheck={false}
            onChange={({ target }) => setToken(target.value)}
          />
        </label>
        <button type="submit" className="primary" disabled={isBusy || token.trim() === ''}>
          {t(isBusy ? 'enrol.waiting' : 'enrol.go')}
        </button>
      </form>
      {back && (
        <button
          type="button"
          className="card"
          onClick={() => {
            window.history.replaceState(null, '', '/handheld');
            back();
          }}
        >
          {t('mine.back')}
        </button>
      )}
      {failure && (
        <p role="alert" className="notice">
          {failure}
        </p>
      )}
    </main>
  );
};
