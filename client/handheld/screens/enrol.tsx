import { useEffect, useState } from 'react';
import { asRequestError } from '../../api/request.ts';
import { useHandheld } from '../core/state.ts';
import { changeUser, enrol } from '../phone/identity.ts';
import { useHandheldWords } from '../use-handheld-words.ts';

const whyNot = (error: unknown): 'full' | 'unreachable' | 'failed' => {
  // The phone's own store: the sheet is good for another try.
  if (error instanceof DOMException) return 'full';
  return asRequestError(error).code === 'unreachable' ? 'unreachable' : 'failed';
};

/** Hands the phone over: a new user starts with everything of the one before closed, and the token has done its work. */
const handTo = async (code: string): Promise<void> => {
  await changeUser(code);
  window.location.replace('/handheld');
};

/** Makes this phone the handheld of a sheet, by its code in the address or typed. `back`: where somebody uses it already. */
export const EnrolScreen = ({ back }: { back?: () => void }) => {
  const { t } = useHandheldWords();
  const { handheld, identity } = useHandheld();
  const [token, setToken] = useState(window.location.hash.slice(1));
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  /** Enrolled while another was on patrol: who is to use the phone is asked. */
  const [other, setOther] = useState<string | null>(null);
  // Whoever uses it may be on patrol; that is known once their handheld is open.
  const isReady = identity === null || handheld !== null;

  async function attempt(doing: () => Promise<void>): Promise<void> {
    setBusy(true);
    setFailure(null);
    await doing().catch((error: unknown) => setFailure(t(`enrol.${whyNot(error)}`)));
    setBusy(false);
  }
  const go = (asked: string) =>
    attempt(async () => {
      const { code } = await enrol(asked.trim());
      if (code !== identity?.code && useHandheld.getState().patrol) setOther(code);
      else await handTo(code);
    });
  const endAndHandTo = (code: string) =>
    attempt(async () => {
      if (await handheld!.end()) await handTo(code);
      // Held in memory it would be lost with this page.
      else setFailure(t('enrol.full'));
    });
  const close = () => {
    window.history.replaceState(null, '', '/handheld');
    back?.();
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: the code of the address is tried once.
  useEffect(() => {
    if (isReady && token) void go(token);
  }, [isReady]);

  const said = failure && (
    <p role="alert" className="notice">
      {failure}
    </p>
  );
  if (other)
    return (
      <main className="enrol">
        <h1>{t('enrol.other', { code: other })}</h1>
        <p>{t('enrol.onPatrol', { code: identity?.code })}</p>
        <button type="button" className="primary" onClick={close}>
          {t('patrol.no')}
        </button>
        <button
          type="button"
          className="danger"
          disabled={isBusy}
          onClick={() => void endAndHandTo(other)}
        >
          {t('enrol.endAndChange', { code: other })}
        </button>
        {said}
      </main>
    );
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
        <button type="button" className="card" onClick={close}>
          {t('mine.back')}
        </button>
      )}
      {said}
    </main>
  );
};
