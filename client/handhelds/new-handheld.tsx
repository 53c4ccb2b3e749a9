import { Form, Input, Select } from 'antd';
import type { Datum } from '../../server/contract/areas/geo.ts';
import { putHandhelds } from '../../server/contract/routes/people/people.ts';
import { call } from '../api/call.ts';
import { useWords } from '../i18n/use-words.ts';
import { CodeForm } from '../settings/code-form.tsx';

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
  const { t } = useWords();
  const rules = [{ required: true, whitespace: true, message: t('settings.required') }];
  return (
    <CodeForm<Fields>
      name="handheld"
      title={t('handhelds.new')}
      initial={{ datum: 'wgs84' }}
      changes={['handheld-states', 'handhelds', 'setup']}
      taken={t('handhelds.taken')}
      save={({ code, datum }) =>
        call(putHandhelds, {
          body: { handhelds: [{ code, datum, secret: newSecret() }], fresh: true },
        })
      }
      close={close}
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
    </CodeForm>
  );
};
