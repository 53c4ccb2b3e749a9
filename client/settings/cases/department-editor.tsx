import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Drawer, Form, Input, Select } from 'antd';
import {
  DEPARTMENT_KINDS,
  type Department,
  type DepartmentInput,
} from '../../../server/contract/cases/department.ts';
import { putDepartments } from '../../../server/contract/routes/analysis/cases.ts';
import { areasQuery } from '../../api/areas.ts';
import { call } from '../../api/call.ts';
import { departmentsQuery } from '../../api/cases.ts';
import { officersQuery } from '../../api/people.ts';
import { TreeChoice } from '../../focus/tree-choice.tsx';
import { useFocusGivenBack } from '../../focus/use-focus-given-back.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useCategoryChoices } from '../../parts/use-category-choices.ts';
import { PHONE, useMedia } from '../../parts/use-media.ts';
import { areaChoices } from '../../patrols/area-select.tsx';
import { useAct } from '../use-act.ts';
import styles from './cases.module.css';

interface Fields extends Pick<Department, 'code' | 'name' | 'kind'> {
  duties: { areaId: number; atOnce?: boolean; category?: string | null }[];
  /** Codes; of who is not in the list they can be typed. */
  officers: string[];
}

interface EditorProps {
  /** null: one more. */
  department: Department | null;
  close: () => void;
}

/** A department: its name, what it answers for and where, and its specialists. */
export const DepartmentEditor = ({ close, department }: EditorProps) => {
  const { t } = useWords();
  const isPhone = useMedia(PHONE);
  useFocusGivenBack();
  const { data: areas = [] } = useQuery(areasQuery);
  const categories = useCategoryChoices();
  const { data: officers = [] } = useQuery(officersQuery);
  const { data: departments = [] } = useQuery(departmentsQuery);
  const act = useAct(['departments']);
  const known = new Map(
    [...officers, ...departments.flatMap((one) => one.officers)].map(({ code, name }) => [
      code,
      name,
    ]),
  );
  const put = ({ duties, ...told }: Fields) =>
    act.mutate(async () => {
      const input: DepartmentInput = {
        ...told,
        duties: duties.map(({ areaId, atOnce = false, category = null }) => ({
          area: areas.find(({ id }) => id === areaId)!.code,
          ...{ atOnce, category },
        })),
      };
      await call(putDepartments, {
        body: { departments: [input], ...(department ? {} : { fresh: true }) },
      });
      close();
    });
  const rules = [{ required: true, whitespace: true, message: t('settings.required') }];
  return (
    <Drawer
      open
      onClose={close}
      size={isPhone ? '100%' : 560}
      title={department?.name ?? t('settings.departments.new')}
      data-testid="department-editor"
    >
      <Form<Fields>
        name="department"
        layout="vertical"
        requiredMark={false}
        initialValues={
          department
            ? { ...department, officers: department.officers.map(({ code }) => code) }
            : { kind: 'department', duties: [{}], officers: [] }
        }
        onFinish={put}
      >
        <Form.Item name="code" label={t('settings.departments.code')} rules={rules}>
          <Input maxLength={64} disabled={department !== null} />
        </Form.Item>
        <Form.Item name="name" label={t('settings.name')} rules={rules}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="kind" label={t('settings.departments.kind')}>
          <Select
            options={DEPARTMENT_KINDS.map((value) => ({
              value,
              label: t(`settings.departments.${value}`),
            }))}
          />
        </Form.Item>
        <Form.List name="duties">
          {(fields, { add, remove }) => (
            <fieldset className={styles.duties}>
              <legend>{t('settings.departments.duties')}</legend>
              {fields.map(({ key, name }) => (
                <div key={key}>
                  <Form.Item
                    name={[name, 'areaId']}
                    rules={[{ required: true, message: t('settings.required') }]}
                  >
                    <TreeChoice
                      aria-label={t('settings.area')}
                      placeholder={t('settings.area')}
                      treeData={areaChoices(areas)}
                    />
                  </Form.Item>
                  <Form.Item name={[name, 'category']}>
                    <Select
                      allowClear
                      aria-label={t('cases.category')}
                      placeholder={t('settings.cases.anyCategory')}
                      options={categories}
                      showSearch={{ optionFilterProp: 'label' }}
                    />
                  </Form.Item>
                  <Button
                    aria-label={t('settings.departments.dropDuty')}
                    disabled={fields.length === 1}
                    onClick={() => remove(name)}
                  >
                    ×
                  </Button>
                  <Form.Item name={[name, 'atOnce']} valuePropName="checked">
                    <Checkbox>{t('settings.departments.atOnce')}</Checkbox>
                  </Form.Item>
                </div>
              ))}
              <Button onClick={() => add({})}>{t('settings.departments.addDuty')}</Button>
            </fieldset>
          )}
        </Form.List>
        <Form.Item name="officers" label={t('settings.departments.officers')}>
          <Select
            mode="tags"
            tokenSeparators={[',', '，', ' ']}
            options={[...known].map(([value, name]) => ({ value, label: `${name} ${value}` }))}
            showSearch={{ optionFilterProp: 'label' }}
          />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={act.isPending}>
          {t('settings.save')}
        </Button>
      </Form>
    </Drawer>
  );
};
