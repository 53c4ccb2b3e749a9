import { Form, type FormInstance, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { useFocusGivenBack } from './use-focus-given-back.ts';

interface FormDialogProps<Told> {
  title: string;
  form: FormInstance<Told>;
  /** Before the name of each field, where other forms of the page have fields of the same names. */
  name?: string;
  initial: object;
  okText: string;
  isBusy: boolean;
  /** What is told cannot be saved as it stands. */
  isOff?: boolean;
  submit: (told: Told) => void;
  close: () => void;
  /** Its fields, and what stands between and below them. */
  children: ReactNode;
}

/** A form that is filled in over the page, and saved or left. */
export function FormDialog<Told extends object>(props: FormDialogProps<Told>) {
  const {
    children,
    close,
    form,
    initial,
    isBusy,
    isOff = false,
    name,
    okText,
    submit,
    title,
  } = props;
  useFocusGivenBack();
  const { t } = useWords();
  return (
    <Modal
      open
      title={title}
      onCancel={close}
      onOk={() => form.submit()}
      okText={okText}
      cancelText={t('settings.cancel')}
      confirmLoading={isBusy}
      okButtonProps={{ disabled: isOff }}
    >
      <Form<Told>
        {...(name ? { name } : {})}
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={initial}
        onFinish={submit}
      >
        {children}
      </Form>
    </Modal>
  );
}
