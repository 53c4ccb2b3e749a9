import { Form, Input } from 'antd';
import { withdrawIncident } from '../../server/contract/routes/analysis/incidents.ts';
import { call } from '../api/call.ts';
import { FormDialog } from '../focus/form-dialog.tsx';
import { useWords } from '../i18n/use-words.ts';
import { useAct } from '../settings/use-act.ts';
import { CHANGES } from './correction.ts';

const COMMENT_MAX = 2_000;

interface Fields {
  comment?: string;
}

/** Asks whether an incident is to count nowhere any more, and why. */
export const WithdrawForm = ({ close, id }: { id: string; close: () => void }) => {
  const { t } = useWords();
  const act = useAct(CHANGES);
  const [form] = Form.useForm<Fields>();
  return (
    <FormDialog<Fields>
      {...{ close, form }}
      name="withdrawal"
      title={t('incidents.withdrawAsk')}
      okText={t('incidents.withdraw')}
      isBusy={act.isPending}
      initial={{}}
      submit={({ comment }) =>
        act.mutate(async () => {
          const said = comment?.trim();
          await call(withdrawIncident, {
            params: { id },
            query: said ? { comment: said } : {},
          });
          close();
        })
      }
    >
      <p>{t('incidents.withdrawHint')}</p>
      <Form.Item name="comment" label={t('incidents.why')}>
        <Input.TextArea maxLength={COMMENT_MAX} rows={3} />
      </Form.Item>
    </FormDialog>
  );
};
