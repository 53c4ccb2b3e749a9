import { useRef, useState } from 'react';
import { callShown, stateOf } from '../core/call-shown.ts';
import { useHandheld } from '../core/state.ts';
import { whereAmI, whereLast } from '../phone/where-am-i.ts';
import type { Queue } from '../queue/queue.ts';
import { useHandheldWords } from '../use-handheld-words.ts';
import type { Place } from '../walk/sampling.ts';

/** How long it is held, ms: long enough that a pocket does not call. */
const HOLD_MS = 1_500;
/** Calls at once; where nobody knows where the phone is, it is looked for and told as soon as it is found. */
async function callForHelp(queue: Queue, place: Place | null): Promise<void> {
  const t = Date.now();
  const position = whereLast(place, t);
  await queue.addCall({ t, ...(position && { position }) });
  const found = position ? null : await whereAmI().catch(() => null);
  if (found) await queue.placeCall(t, found);
}

/** On every screen: hold to call for help, and how far the last call has come. */
export const SosButton = () => {
  const { t, clock } = useHandheldWords();
  const { calls, handheld, place } = useHandheld();
  const timer = useRef(0);
  const [isHeld, setHeld] = useState(false);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());

  const press = () => {
    if (isHeld) return;
    setHeld(true);
    timer.current = window.setTimeout(() => {
      setHeld(false);
      navigator.vibrate?.(200);
      if (handheld) void callForHelp(handheld.queue, place);
    }, HOLD_MS);
  };
  const release = () => {
    window.clearTimeout(timer.current);
    setHeld(false);
  };
  const isKey = (key: string) => key === ' ' || key === 'Enter';
  const last = callShown(calls, { closed, nowMs: Date.now() });
  return (
    <aside>
      {last && (
        <div role="alert" className="call" data-testid="call">
          <b>
            {last.acknowledgedAt
              ? t('sos.acknowledged', { who: last.acknowledgedBy, at: clock(last.acknowledgedAt) })
              : last.storedAt
                ? t('sos.stored', { at: clock(last.storedAt) })
                : t('sos.waiting')}
          </b>
          {last.storedAt && (
            <button
              type="button"
              onClick={() =>
                setClosed(new Set(calls.filter(({ storedAt }) => storedAt !== null).map(stateOf)))
              }
            >
              {t('sos.close')}
            </button>
          )}
        </div>
      )}
      <button
        type="button"
        className={isHeld ? 'sos held' : 'sos'}
        onPointerDown={press}
        onPointerUp={release}
        onPointerLeave={release}
        onPointerCancel={release}
        onKeyDown={({ key, repeat }) => isKey(key) && !repeat && press()}
        onKeyUp={({ key }) => isKey(key) && release()}
        onContextMenu={(event) => event.preventDefault()}
      >
        {t(isHeld ? 'sos.holding' : 'sos.hold')}
      </button>
    </aside>
  );
};
