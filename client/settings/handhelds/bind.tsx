import { Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import {
  type BindingBody,
  type NewBinding,
  PROTOCOLS,
} from '../../../server/contract/handhelds/binding.ts';
import type { Handheld } from '../../../server/contract/people/people.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useAct } from '../use-act.ts';
import { bind } from './api.ts';
import { HandOut } from './hand-out.tsx';

interface BindProps {
  handheld: Handheld;
  open: boolean;
  close: () => void;
}

/** Without what was left empty. */
const filled = (values: BindingBody): BindingBody =>
  Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value?.trim() ? [[key, value.trim()]] : [])),
  ) as BindingBody;

/** Makes a handheld known to an app or a terminal, then shows how to set that up, once. */
export const Bind = ({ handheld, open, close }: BindProps) => {
  const { t } = useWords();
  const act = useAct(['bindings']);
  const [form] = Form.useForm<BindingBody>();
  const protocol = Form.useWatch('protocol', form);
  const [made, setMade] = useState<{ binding: NewBinding; sharedKey?: string | undefined } | null>(
    null,
  );
  const make = (values: BindingBody) =>
    act.mutate(async () => {
      const body = filled(values);
      setMade({ binding: await bind(handheld.id, body), sharedKey: body.sharedKey });
      close();
    });
  const required = [{ required: true, message: t('settings.required') }];
  return (
    <>
      <Modal
        title={t('settings.handhelds.new')}
        open={open}
        onCancel={close}
        onOk={() => form.submit()}
        okText={t('settings.create')}
        cancelText={t('settings.cancel')}
        confirmLoading={act.isPending}
        afterClose={() => form.resetFields()}
      >
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{ protocol: 'osmand' }}
          onFinish={make}
        >
          <Form.Item name="protocol" label={t('settings.handhelds.protocol')} rules={required}>
            <Select
              options={PROTOCOLS.map((value) => ({ value, label: t(`evidence.wire.${value}`) }))}
            />
          </Form.Item>
          <Form.Item
            name="device"
            label={t('settings.handhelds.device')}
            extra={t(`settings.handhelds.deviceHint.${protocol ?? 'osmand'}`)}
            rules={protocol === 'jt808' ? required : []}
          >
            <Input maxLength={100} data-testid="bind-device" />
          </Form.Item>
          {protocol === 'jt808' && (
            <Form.Item
              name="terminal"
              label={t('settings.handhelds.terminalId')}
              extra={t('settings.handhelds.terminalHint')}
            >
              <Input maxLength={80} />
            </Form.Item>
          )}
          <Form.Item
            name="addressRange"
            label={t('settings.handhelds.network')}
            extra={t('settings.handhelds.networkHint')}
          >
            <Input maxLength={50} placeholder="10.20.0.0/16" />
          </Form.Item>
          {protocol === 'owntracks' && (
            <Form.Item
              name="sharedKey"
              label={t('settings.handhelds.sharedKey')}
              extra={t('settings.handhelds.sharedKeyHint')}
            >
              <Input maxLength={32} />
            </Form.Item>
          )}
        </Form>
      </Modal>
      {made && <HandOut handheld={handheld} {...made} close={() => setMade(null)} />}
    </>
  );
};
