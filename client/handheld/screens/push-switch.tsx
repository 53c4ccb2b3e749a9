import { useState } from 'react';
import { useHandheld } from '../core/state.ts';
import { useAsked } from '../core/use-asked.ts';
import { type PushState, pushState, switchPushOff, switchPushOn } from '../phone/push.ts';
import { useHandheldWords } from '../use-handheld-words.ts';

const SAYS = { none: 'pushNone', denied: 'pushDenied', off: 'pushOff', on: 'pushOn' } as const;

/** Whether warnings and messages come while the app is closed, to be switched on and off. */
export const PushSwitch = () => {
  const { t, language } = useHandheldWords();
  const link = useHandheld(({ handheld }) => handheld?.link);
  const asked = useAsked('push', (ask) => pushState(ask, language));
  const [changed, setChanged] = useState<PushState | null>(null);
  const state = changed ?? asked.value;
  const turn = async (to: Promise<PushState>) => setChanged(await to.catch(() => 'none' as const));
  return (
    <section data-testid="push" data-state={state}>
      <h2>{t('more.push')}</h2>
      {state && <p>{t(`more.${SAYS[state]}`)}</p>}
      {asked.failure && <p>{t('mine.offline', { why: t(`error.${asked.failure.code}`) })}</p>}
      {link && state === 'off' && (
        <button type="button" onClick={() => void turn(switchPushOn(link, language))}>
          {t('more.pushGo')}
        </button>
      )}
      {link && state === 'on' && (
        <button type="button" onClick={() => void turn(switchPushOff(link))}>
          {t('more.pushEnd')}
        </button>
      )}
    </section>
  );
};
