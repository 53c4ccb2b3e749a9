import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { areasAtQuery } from '../api/areas.ts';
import { useOutlines } from '../parts/use-outlines.ts';
import { groundMoments, groundSince } from './ground-moments.ts';
import type { Question } from './question.ts';

const iso = (ms: number) => new Date(ms).toISOString();

/** The areas as they were at a moment of what is replayed; until those come, as they were when it begins. */
export function useGroundOf({ fromMs, toMs }: Question, atMs: number) {
  const { data: first } = useQuery(areasAtQuery(iso(fromMs)));
  const { data: last } = useQuery(areasAtQuery(iso(toMs)));
  const moments = useMemo(
    () => groundMoments({ first: first ?? [], last: last ?? [] }, { fromMs, toMs }),
    [first, last, fromMs, toMs],
  );
  const begin = useOutlines(iso(fromMs));
  const then = useOutlines(iso(groundSince(moments, fromMs, atMs)));
  return then.isWhole ? then : begin;
}
