import { useQueryClient } from '@tanstack/react-query';
import { Form, Input, Modal, Select } from 'antd';
import type { Datum } from '../../server/contract/areas/geo.ts';
import { putHandhelds } from '../../server/contract/routes/people/people.ts';
import { call } from '../api/call.ts';
import { useFocusGivenBack } from '../focus/use-focus-given-back.ts';
import { useWords } from '../i18n/use-words.ts';
import { useAct } from '../settings/use-act.ts';
import { statesQuery } from './api.ts';

const DATUMS: readonly Datum[] = ['wgs84', 'gcj02', 'bd09'];

/** Of its secret nobody is told: a sheet gives it one of its own. */
const SECRET_BYTES = 32;

const newSecret = (): string =>
  [...crypto.getRandomValues(new Uint8Array(SECRET_BYTES))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');

interface Fields {
  code: string;
  datum: Datum;
}

/** One more handheld. A code that there is is told: that one would be locked out by another secret. */
export const NewHandheld = ({ close }: { close: () => void }) => {
  useFocusGivenBack();
  const { t } = useWords();
  const client = useQueryClient();
  const act = useAct(['handheld-states', 'handhelds', 'setup']);
  const [form] = Form.useForm<Fields>();
  const save = ({ code: typed, datum }: Fields) =>
    act.mutate(async () => {
      const code = typed.trim();
      const known = await client.fetchQuery({ ...statesQuery, staleTime: 0 });
      if (known.some((one) => one.code === code)) {
        form.setFields([{ name: 'code', errors: [t('handhelds.taken')] }]);
        return;
      }
      await call(putHandhelds, { body: { handhelds: [{ code, datum, secret: newSecret() }] } });
      close();
    });
  const rules = [{ required: true, whitespace: true, message: t('settings.required') }];
  return (
    <Modal
      open
      title={t('handhelds.new')}
      onCancel={close}
      onOk={() => form.submit()}
      okText={t('settings.create')}
      cancelText={t('settings.cancel')}
      confirmLoading={act.isPending}
    >
      <Form<Fields>
        name="handheld"
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ datum: 'wgs84' }}
        onFinish={save}
      >
        <Form.Item
          name="code"
          label={t('handhelds.ownCode')}
          extra={t('handhelds.newHint')}
          rules={rules}
        >
          <Input maxLength={64} />
        </Form.Item>
        <Form.Item name="datum" label={t('handhelds.datum')}>
          <Select
            options={DATUMS.map((value) => ({
              value,
              label: t(`settings.handhelds.datum.${value}`),
            }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
};
