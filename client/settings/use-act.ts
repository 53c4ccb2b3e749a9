import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { asRequestError } from '../api/request.ts';
import { saidOf } from '../i18n/said-of.ts';
import { useWords } from '../i18n/use-words.ts';

/** Does something and looks again at the queries it changes; says why where it could not. */
export const useAct = (changes: readonly string[]) => {
  const { t } = useWords();
  const { message } = App.useApp();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (act: () => Promise<unknown>) => act(),
    onSuccess: () =>
      Promise.all(changes.map((key) => client.invalidateQueries({ queryKey: [key] }))),
    onError: (error) => {
      const { code, detail, problems } = asRequestError(error);
      const why = t(`error.${code}`);
      const more = saidOf(problems, t) ?? detail;
      message.error(more ? `${why} (${more})` : why);
    },
  });
};
