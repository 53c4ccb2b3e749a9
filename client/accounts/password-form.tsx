import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import type { PasswordChange } from '../../server/contract/accounts/managed.ts';
import { PASSWORD_MIN } from '../../server/contract/accounts/password.ts';
import { asRequestError } from '../api/request.ts';
import { useWords } from '../i18n/use-words.ts';
import { Refusal } from '../parts/refusal.tsx';
import { changePassword } from './api.ts';

type Fields = PasswordChange & { again: string };

/** Another password for the own account; `onDone` once it holds. */
export const PasswordForm = ({ onDone }: { onDone: () => unknown }) => {
  const { t } = useWords();
  const [form] = Form.useForm<Fields>();
  const change = useMutation({
    mutationFn: ({ currentPassword, password }: Fields) =>
      changePassword({ currentPassword, password }),
    onSuccess: () => {
      form.resetFields();
      onDone();
    },
  });
  const required = { required: true, message: t('settings.required') };
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={(fields) => change.mutate(fields)}
    >
      <Form.Item name="currentPassword" label={t('accounts.own.current')} rules={[required]}>
        <Input.Password maxLength={256} autoComplete="current-password" />
      </Form.Item>
      <Form.Item
        name="password"
        label={t('accounts.own.next')}
        extra={t('accounts.own.passwordRule', { least: PASSWORD_MIN })}
        rules={[required, { min: PASSWORD_MIN }]}
      >
        <Input.Password maxLength={256} autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('accounts.own.again')}
        dependencies={['password']}
        rules={[
          required,
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              value === getFieldValue('password')
                ? Promise.resolve()
                : Promise.reject(new Error(t('accounts.own.differs'))),
          }),
        ]}
      >
        <Input.Password maxLength={256} autoComplete="new-password" />
      </Form.Item>
      {change.error && <Refusal error={asRequestError(change.error)} />}
      <Button
        type="primary"
        htmlType="submit"
        loading={change.isPending}
        data-testid="change-password"
      >
        {t('accounts.own.changePassword')}
      </Button>
    </Form>
  );
};
