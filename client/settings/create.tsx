import { useQuery } from '@tanstack/react-query';
import { Form, Input, Modal } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { areasQuery } from '../api/areas.ts';
import { TreeChoice } from '../focus/tree-choice.tsx';
import { useFocusGivenBack } from '../focus/use-focus-given-back.ts';
import { useWords } from '../i18n/use-words.ts';
import { areaChoices } from '../patrols/area-select.tsx';

interface CreateProps<T extends object> {
  title: string;
  open: boolean;
  close: () => void;
  isBusy: boolean;
  submit: (values: T) => void;
  initial: Partial<T>;
  /** What is there already is changed, and keeps this. */
  kept?: 'name' | 'areaId';
  /** Fields after name and area. */
  children: ReactNode;
}

/** A form for something that has a name and an area. */
export function Create<T extends object>(props: CreateProps<T>) {
  const { t } = useWords();
  // Where a key tells what is changed, it is another one once that is closed.
  useFocusGivenBack();
  const { data: areas = [] } = useQuery(areasQuery);
  const tree = useMemo(() => areaChoices(areas), [areas]);
  const [form] = Form.useForm<T>();
  const rules = [{ required: true, message: t('settings.required') }];
  return (
    <Modal
      title={props.title}
      open={props.open}
      onCancel={props.close}
      onOk={() => form.submit()}
      okText={t(props.kept ? 'settings.save' : 'settings.create')}
      cancelText={t('settings.cancel')}
      confirmLoading={props.isBusy}
      afterClose={() => form.resetFields()}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={props.initial}
        onFinish={props.submit}
      >
        <Form.Item name="name" label={t('settings.name')} rules={rules}>
          <Input maxLength={64} data-testid="create-name" disabled={props.kept === 'name'} />
        </Form.Item>
        <Form.Item name="areaId" label={t('settings.area')} rules={rules}>
          <TreeChoice treeData={tree} disabled={props.kept === 'areaId'} />
        </Form.Item>
        {props.children}
      </Form>
    </Modal>
  );
}
