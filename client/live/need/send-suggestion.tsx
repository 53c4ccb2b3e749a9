import { SendOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import type { SuggestedPatrol } from '../../../server/contract/patrols/suggested-patrol.ts';
import { sendMessage } from '../../../server/contract/routes/people/messages.ts';
import { call } from '../../api/call.ts';
import { messagesQuery } from '../../api/messages.ts';
import { officersQuery } from '../../api/people.ts';
import { asRequestError } from '../../api/request.ts';
import { Ask } from '../../focus/ask.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { useGridName } from '../../parts/use-grid-name.ts';
import { useView } from '../map/view.ts';
import { whyNot } from '../officers/why-not.ts';

/** Sends an officer of the grid to where a suggested patrol begins; the app of an officer draws the way through the own grid by itself. */
export const SendSuggestion = ({ patrol }: { patrol: SuggestedPatrol }) => {
  const { t } = useWords();
  const client = useQueryClient();
  const gridName = useGridName();
  const select = useView((v) => v.select);
  const { data: officers = [] } = useQuery(officersQuery);
  const { gridId, minutes, path } = patrol;
  const [place] = path;
  const text = t('need.suggest.message', { grid: gridName(gridId), minutes });
  const send = useMutation({
    mutationFn: (id: number) =>
      call(sendMessage, { params: { id }, body: { text, ...(place && { place }) } }),
    onSuccess: (_, id) => {
      void client.invalidateQueries({ queryKey: messagesQuery(id).queryKey });
      // The card of the officer says how far it has come.
      select({ kind: 'officer', id });
    },
  });
  return (
    <>
      {officers
        .filter((officer) => officer.gridId === gridId)
        .map(({ id, name }) => (
          <Ask
            key={id}
            title={t('need.suggest.sendSure', { name })}
            description={text}
            okText={t('live.message.send')}
            cancelText={t('settings.cancel')}
            onConfirm={() => send.mutate(id)}
          >
            <Button
              size="small"
              icon={<SendOutlined />}
              loading={send.isPending && send.variables === id}
              data-testid="suggestion-send"
            >
              {t('need.suggest.send', { name })}
            </Button>
          </Ask>
        ))}
      {send.isError && (
        <p role="alert">
          {t('live.message.failed', { why: whyNot(asRequestError(send.error).code, t) })}
        </p>
      )}
    </>
  );
};
