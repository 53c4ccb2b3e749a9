import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormInstance } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { MINUTE_MS } from '../../server/contract/units.ts';
import type { RequestError } from '../api/request.ts';
import { asRequestError } from '../api/request.ts';

/** How long nothing may be typed before what is in the form is tried. */
const QUIET_MS = 700;

/** What stands in a form as it is tried. `untouched`: nothing was changed; `unsound`: something does not fit, so nothing is tried. */
export type TrialState = 'untouched' | 'unsound' | 'waiting' | 'known' | 'failed' | 'givenUp';

export interface Trial<Result> {
  state: TrialState;
  /** The latest there is. */
  result: Result | undefined;
  /** Whether that is of before the last change; else it is of what the form holds now, while it is `waiting` a first part of it. */
  isStale: boolean;
  error: RequestError | null;
  /** To be told of every change: what is underway is given up, and once nothing more is typed all is tried anew. */
  touch: () => void;
  /** Ends what is under way; what was told of it stays. */
  giveUp: () => void;
}

/**
 * Tries what a form holds while it is edited. `read` gives what is to be tried, or null where something in the form does not fit;
 * the same is tried once only.
 */
export function useTrial<Asked extends object, Result>(options: {
  name: string;
  read: () => Promise<Asked | null>;
  /** `tell`: shows a first part of the result. */
  run: (asked: Asked, signal: AbortSignal, tell: (part: Result) => void) => Promise<Result>;
}): Trial<Result> {
  const client = useQueryClient();
  const latest = useRef(options);
  latest.current = options;
  const [asked, setAsked] = useState<Asked | null>(null);
  const [phase, setPhase] = useState<'untouched' | 'unsound' | 'typing' | 'asked' | 'givenUp'>(
    'untouched',
  );
  const [left, setLeft] = useState<Pick<Trial<Result>, 'result' | 'isStale'> | null>(null);
  const timer = useRef<number | undefined>(undefined);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const tried = useQuery({
    queryKey: ['trial', options.name, asked],
    queryFn: ({ queryKey, signal }) =>
      options.run(asked!, signal, (part) => {
        if (!signal.aborted) client.setQueryData(queryKey, part);
      }),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: MINUTE_MS,
    retry: false,
  });
  const ask = async (mine: number) => {
    const found = await latest.current.read();
    if (timer.current !== mine) return;
    setAsked(found);
    setPhase(found ? 'asked' : 'unsound');
  };
  const touch = () => {
    window.clearTimeout(timer.current);
    setAsked(null);
    setPhase('typing');
    const mine = window.setTimeout(() => void ask(mine), QUIET_MS);
    timer.current = mine;
  };
  const found = {
    result: tried.data,
    isStale: tried.data !== undefined && (phase !== 'asked' || tried.isPlaceholderData),
  };
  const giveUp = () => {
    window.clearTimeout(timer.current);
    timer.current = undefined;
    // A query that is given up forgets what it was told.
    setLeft(found);
    setAsked(null);
    setPhase('givenUp');
  };
  const stateOfAsked = tried.isError ? 'failed' : tried.isFetching ? 'waiting' : 'known';
  return {
    state: phase === 'typing' ? 'waiting' : phase === 'asked' ? stateOfAsked : phase,
    ...(phase === 'givenUp' && left ? left : found),
    error: tried.error ? asRequestError(tried.error) : null,
    touch,
    giveUp,
  };
}

/** Whether all of a form fits but for the fields of these names, without saying so beside them. */
export const isSound = async <Fields>(
  form: FormInstance<Fields>,
  except: readonly string[] = [],
): Promise<boolean> => {
  try {
    await form.validateFields({ validateOnly: true });
    return true;
  } catch (error) {
    const { errorFields = [] } = error as { errorFields?: { name: (string | number)[] }[] };
    return (
      errorFields.length > 0 && errorFields.every(({ name }) => except.includes(String(name[0])))
    );
  }
};
