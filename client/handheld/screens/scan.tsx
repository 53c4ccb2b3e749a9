import { lazy, Suspense, useRef, useState } from 'react';
import { plainCode, readCode } from '../../../server/contract/checkpoints/code.ts';
import { useHandheld } from '../core/state.ts';
import { useHandheldWords } from '../use-handheld-words.ts';

const ScanCamera = lazy(() => import('./scan-camera.tsx'));

/** Scans or types the code of a checkpoint; kept on the phone until it is sent. `close`: back to the patrol. */
export const Scan = ({ close }: { close: () => void }) => {
  const { t, clock } = useHandheldWords();
  const { handheld, scans = [] } = useHandheld();
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  const [taken, setTaken] = useState<string | null>(null);
  const seen = useRef(new Set<string>());

  async function take(text: string, isTyped: boolean): Promise<void> {
    const code = plainCode(text);
    // A camera sees the same code many times, and goes on seeing it while another is typed.
    if (!isTyped && seen.current.has(code)) return;
    seen.current.add(code);
    const isCode = readCode(text) !== null;
    setWrong(!isCode);
    if (!isCode) return;
    if (!handheld) return;
    await handheld.scan(code, isTyped);
    setTaken(code);
    if (isTyped) setTyped('');
  }

  const last = taken === null ? undefined : scans.find(({ code }) => code === taken);
  return (
    <section className="stack" data-testid="scan">
      <Suspense fallback={<p className="faint">{t('scan.camera')}</p>}>
        <ScanCamera onText={(text) => void take(text, false)} />
      </Suspense>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void take(typed, true);
        }}
      >
        <label>
          {t('scan.type')}
          <input
            value={typed}
            autoCapitalize="characters"
            autoComplete="off"
            spellCheck={false}
            onChange={({ target }) => setTyped(target.value)}
          />
        </label>
        <button type="submit" disabled={typed.trim() === ''}>
          {t('scan.go')}
        </button>
      </form>
      {isWrong && (
        <p role="alert" className="notice">
          {t('scan.misread')}
        </p>
      )}
      {last && (
        <p role="status" className="notice" data-outcome={last.answer?.outcome ?? 'waiting'}>
          {last.answer
            ? t(`scan.${last.answer.outcome}`, {
                name: last.answer.checkpoint?.name || last.answer.checkpoint?.id || '',
                why: last.answer.reason ? t(`refusal.${last.answer.reason}`) : '',
              })
            : t('scan.waiting', { at: clock(last.t) })}
        </p>
      )}
      <button type="button" onClick={close}>
        {t('scan.close')}
      </button>
    </section>
  );
};
