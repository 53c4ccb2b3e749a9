import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useRef } from 'react';
import { asRequestError } from '../api/request.ts';
import { clicksSoFar } from '../focus/focus.ts';
import { useWords } from '../i18n/use-words.ts';
import { whyOf } from '../i18n/why-of.ts';

/**
 * Presses of one control this near to each other, and of none in between, are a double click, ms: what shows that it is being done comes later
 * than the second of them.
 */
const DOUBLE_MS = 500;

/** Does something and looks again at the queries it changes; says why where it could not. A double click does it once. */
export const useAct = (changes: readonly string[]) => {
  const { t } = useWords();
  const { message } = App.useApp();
  const client = useQueryClient();
  const pressed = useRef({
    ...{ at: Number.NEGATIVE_INFINITY, by: null as Element | null },
    ...{ clicks: 0, text: '' },
  });
  const doing = useMutation({
    mutationFn: (act: () => Promise<unknown>) => act(),
    onSuccess: () =>
      Promise.all(changes.map((key) => client.invalidateQueries({ queryKey: [key] }))),
    onError: (error) => {
      const { more, why } = whyOf(asRequestError(error), t);
      message.error(more ? `${why} (${more})` : why);
    },
  });
  return {
    isPending: doing.isPending,
    mutate: (act: () => Promise<unknown>, told?: { onError: () => void }) => {
      const at = performance.now();
      const by = document.activeElement;
      const text = by?.textContent ?? '';
      const before = pressed.current;
      const clicks = clicksSoFar();
      pressed.current = { at, by, clicks, text };
      const isNear = at - before.at < DOUBLE_MS && clicks - before.clicks <= 1;
      if (isNear && by === before.by && text === before.text) return;
      doing.mutate(act, told);
    },
  };
};
