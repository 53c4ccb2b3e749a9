import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { useAct } from '../../settings/use-act.ts';

/** An act that goes on record with a note: a button, and what it asks for. */
export const WithNote = ({
  label,
  title,
  act,
}: {
  label: string;
  title: string;
  act: (note: string) => Promise<unknown>;
}) => {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const [form] = Form.useForm<{ note: string }>();
  const done = useAct(['nominations', 'officer-record']);
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Modal
        title={title}
        open={isOpen}
        onCancel={() => setOpen(false)}
        onOk={() => form.submit()}
        okText={label}
        cancelText={t('settings.cancel')}
        confirmLoading={done.isPending}
      >
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          onFinish={({ note }) =>
            done.mutate(() =>
              act(note).then(() => {
                setOpen(false);
                form.resetFields();
              }),
            )
          }
        >
          <Form.Item
            name="note"
            label={t('evaluation.honours.note')}
            rules={[{ required: true, message: t('settings.required') }]}
          >
            <Input.TextArea rows={3} maxLength={2_000} data-testid="nomination-note" />
          </Form.Item>
        </Form>
      </Modal>
    </>
  );
};
