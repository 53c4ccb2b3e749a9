import { useEffect, useState } from 'react';
import { asRequestError, type RequestError } from '../../api/request.ts';
import type { Link } from '../queue/link.ts';
import { useHandheld } from './state.ts';

export type Asked<T> = { value?: T; failure?: RequestError; again: () => void };

/** Something the server is asked for while a screen shows it. `key` names it: another one is asked anew. */
export function useAsked<T>(key: string, ask: (link: Link) => Promise<T>): Asked<T> {
  const link = useHandheld(({ handheld }) => handheld?.link);
  const [round, setRound] = useState(0);
  const [answer, setAnswer] = useState<{ value?: T; failure?: RequestError }>({});
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for what is asked.
  useEffect(() => {
    if (!link) return;
    let isOver = false;
    ask(link).then(
      (value) => !isOver && setAnswer({ value }),
      (error: unknown) => !isOver && setAnswer({ failure: asRequestError(error) }),
    );
    return () => {
      isOver = true;
    };
  }, [key, round, link]);
  return { ...answer, again: () => setRound(round + 1) };
}
