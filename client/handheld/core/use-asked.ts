import { useEffect, useState } from 'react';
import { asRequestError, type RequestError } from '../../api/request.ts';
import type { Link } from '../queue/link.ts';
import { useHandheld } from './state.ts';

/** So long after an answer that was not the last word the server is asked again, ms. */
const AGAIN_MS = 10_000;

export type Asked<T> = { value?: T; failure?: RequestError; again: () => void };

/**
 * Something the server is asked for while a screen shows it. `key` names it: another one is asked anew. Asked again by itself until there
 * is an answer that `isLast`: any, unless told. What it said before a failure stands beside it.
 */
export function useAsked<T>(
  key: string,
  ask: (link: Link) => Promise<T>,
  isLast: (value: T) => boolean = () => true,
): Asked<T> {
  const link = useHandheld(({ handheld }) => handheld?.link);
  const [round, setRound] = useState(0);
  const [answer, setAnswer] = useState<{ key?: string; value?: T; failure?: RequestError }>({});
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for what is asked.
  useEffect(() => {
    if (!link) return;
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = () => {
      timer = setTimeout(() => setRound((before) => before + 1), AGAIN_MS);
    };
    ask(link).then(
      (value) => {
        if (isOver) return;
        setAnswer({ key, value });
        if (!isLast(value)) later();
      },
      (error: unknown) => {
        if (isOver) return;
        const failure = asRequestError(error);
        setAnswer((before) => (before.key === key ? { ...before, failure } : { key, failure }));
        later();
      },
    );
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [key, round, link]);
  return { ...answer, again: () => setRound((before) => before + 1) };
}
