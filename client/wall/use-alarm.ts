import { useEffect, useRef, useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { createAlarm } from './alarm.ts';
import { type Need, newAlarms } from './needs.ts';

/** Rings for what is newly red. `last`: what rang last and when (Unix ms, this machine's); `isMute`: the browser waits for a touch. */
export function useAlarm(needs: readonly Need[], sayOf: (need: Need) => string) {
  const { t } = useWords();
  const alarm = useRef<ReturnType<typeof createAlarm>>(null);
  const known = useRef<ReadonlySet<string>>(new Set());
  const [last, setLast] = useState<{ need: Need; atMs: number } | null>(null);
  const [isMute, setMute] = useState(false);
  useEffect(() => {
    const made = createAlarm();
    alarm.current = made;
    const look = () => setMute(made.isMute());
    const touched = () => void made.allow().then(look);
    look();
    made.onChange(look);
    window.addEventListener('pointerdown', touched);
    window.addEventListener('keydown', touched);
    return () => {
      window.removeEventListener('pointerdown', touched);
      window.removeEventListener('keydown', touched);
      made.close();
    };
  }, []);
  useEffect(() => {
    const fresh = newAlarms(needs, known.current);
    known.current = new Set(needs.map(({ key }) => key));
    if (!fresh[0]) return;
    // One sound for what came at once.
    alarm.current?.sound();
    for (const need of fresh)
      alarm.current?.notify(t(`wall.kind.${need.kind}`), sayOf(need), need.key);
    setLast({ need: fresh[0], atMs: Date.now() });
  }, [needs, sayOf, t]);
  return { last, isMute };
}
