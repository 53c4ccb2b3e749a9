import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import type { Contest, Evidence } from '../../server/contract/patrols/patrol.ts';
import { evidenceQuery } from '../api/patrols.ts';
import { asRequestError } from '../api/request.ts';
import { useWords } from '../i18n/use-words.ts';

/** Sends a contest or a decision, then fetches the evidence again. */
export const useSend = ({ patrol }: Evidence) => {
  const { t } = useWords();
  const { message } = App.useApp();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (send: () => Promise<Contest>) => send(),
    onSuccess: () => {
      void message.success(t('evidence.saved'));
      void client.invalidateQueries({ queryKey: ['patrols'] });
      return client.invalidateQueries(evidenceQuery(patrol.officerId, patrol.id));
    },
    onError: (error) => void message.error(t(`error.${asRequestError(error).code}`)),
  });
};
