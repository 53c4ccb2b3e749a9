import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Collapse, DatePicker, Form, Input, Select, Switch } from 'antd';
import { useEffect, useMemo } from 'react';
import { useNavigate } from 'react-router';
import { fittedValues } from '../../../server/contract/studies/starting-values.ts';
import type { MethodInfo } from '../../../server/contract/studies/study.ts';
import { areasQuery } from '../../api/areas.ts';
import { queryClient } from '../../api/query-client.ts';
import { asRequestError, RequestError } from '../../api/request.ts';
import { TreeChoice } from '../../focus/tree-choice.tsx';
import { saidOf } from '../../i18n/said-of.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../parts/failure.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { useTimeZone } from '../../parts/use-time-zone.ts';
import { Waiting } from '../../parts/waiting.tsx';
import { areaChoices } from '../../patrols/area-select.tsx';
import { createStudy, methodsQuery, studiesQuery, studyQuery } from '../api.ts';
import { methodWords } from '../said.ts';
import { useAnalysisWords } from '../use-analysis-words.ts';
import styles from './form.module.css';
import { GROUPS } from './groups.ts';
import { CategorySelect, ParameterField } from './parameter-fields.tsx';
import { Preview, usePreview } from './preview.tsx';
import { bodyOf, type Question, questionOf, selectionOf } from './question.ts';
import { applies, fieldsOf, firstValues, gridCounts, isCounted, refusedField } from './schema.ts';

interface FormProps {
  methods: readonly MethodInfo[];
  initial: Partial<Question>;
}

const useMethodOptions = (methods: readonly MethodInfo[]) => {
  const { t } = useWords();
  const words = useAnalysisWords();
  return Object.entries(GROUPS).map(([group, ids]) => ({
    label: t(`studies.group.${group}`),
    options: ids.flatMap((id) => {
      const method = methods.find((m) => m.id === id);
      const title = t(`studies.methodName.${id}`);
      return method ? [{ value: id, label: title, summary: methodWords(words, id).summary }] : [];
    }),
  }));
};

const Fields = ({ methods, initial }: FormProps) => {
  const { t } = useWords();
  const words = useAnalysisWords();
  const go = useNavigate();
  const timeZone = useTimeZone();
  const { data: areas = [] } = useQuery(areasQuery);
  const tree = useMemo(() => areaChoices(areas), [areas]);
  const options = useMethodOptions(methods);
  const [form] = Form.useForm<Question>();
  const methodId = Form.useWatch('method', form);
  const method = methods.find(({ id }) => id === methodId);
  const ask = useMutation({
    mutationFn: (question: Question) => createStudy(bodyOf(question, method!, timeZone)),
    onSuccess: (study) => {
      void queryClient.invalidateQueries({ queryKey: studiesQuery.queryKey });
      queryClient.setQueryData(studyQuery(study.id).queryKey, study);
      void go(`/studies/${study.id}`);
    },
    onError: (error) => {
      const refused = error instanceof RequestError ? refusedField(error.detail) : null;
      if (!refused) return;
      const name = ['parameters', refused.name] as ['parameters', string];
      form.setFields([
        { name, errors: [saidOf((error as RequestError).problems, t) ?? refused.message] },
      ]);
      form.scrollToField(name);
    },
  });
  const counts = Form.useWatch('counts', form);
  const asked = (Form.useWatch([], form) ?? initial) as Partial<Question>;
  const selection = method ? selectionOf(asked, method, timeZone) : {};
  const preview = usePreview(method?.id, selection);
  const fitted = useMemo(
    () => fittedValues(methodId ?? '', preview?.parameters),
    [methodId, preview],
  );
  // What was typed stays; a study that is run again keeps what it was asked with.
  useEffect(() => {
    for (const [name, value] of Object.entries(fitted)) {
      const field = ['parameters', name] as ['parameters', string];
      if (methodId !== initial.method && !form.isFieldTouched(field))
        form.setFieldValue(field, value);
    }
  }, [fitted, form, initial.method, methodId]);
  const fields = method
    ? fieldsOf(method).filter((field) =>
        applies(field, isCounted(method, counts), asked.parameters),
      )
    : [];
  const advanced = fields.filter(({ isAdvanced }) => isAdvanced);
  const changeMethod = (id: string) =>
    form.setFieldValue('parameters', firstValues(methods.find((m) => m.id === id)!, timeZone));
  const grids = method ? gridCounts(method) : 'cannot';
  return (
    <Form<Question>
      form={form}
      className={styles.form}
      layout="vertical"
      requiredMark={false}
      initialValues={initial}
      onFinish={(question) => ask.mutate(question)}
      data-testid="study-form"
    >
      <h2>{t('studies.new')}</h2>
      <div className={styles.two}>
        <Form.Item
          name="name"
          label={t('studies.name')}
          rules={[{ required: true, whitespace: true, message: t('studies.nameMissing') }]}
        >
          <Input maxLength={120} placeholder={t('studies.namePlaceholder')} />
        </Form.Item>
        <Form.Item
          name="method"
          label={t('studies.method')}
          rules={[{ required: true, message: t('studies.methodMissing') }]}
        >
          <Select
            placeholder={t('studies.methodPlaceholder')}
            options={options}
            onChange={changeMethod}
            listHeight={420}
            optionRender={({ data }) => (
              <span className={styles.option}>
                {data.label}
                <small>{(data as unknown as { summary: string }).summary}</small>
              </span>
            )}
          />
        </Form.Item>
      </div>
      {method && (
        <p className={styles.about}>
          {methodWords(words, method.id).summary}
          <small>{t('studies.source', { source: method.source })}</small>
        </p>
      )}
      <h3>{t('studies.selection')}</h3>
      <div className={styles.two}>
        <Form.Item name="days" label={t('studies.period')} extra={t('studies.wholePeriod')}>
          <DatePicker.RangePicker allowEmpty={[true, true]} aria-label={t('studies.period')} />
        </Form.Item>
        <Form.Item name="areaId" label={t('studies.area')}>
          <TreeChoice allowClear placeholder={t('studies.wholeArea')} treeData={tree} />
        </Form.Item>
        <Form.Item name="categories" label={t('studies.categories')}>
          <CategorySelect isMany placeholder={t('studies.allCategories')} />
        </Form.Item>
        <Form.Item name="cases" label={t('studies.cases.label')} initialValue="all">
          <Select
            data-testid="study-cases"
            options={(['all', 'unclosed', 'late'] as const).map((value) => ({
              value,
              label: t(`studies.cases.${value}`),
            }))}
          />
        </Form.Item>
        {grids === 'may' && (
          <Form.Item
            name="counts"
            label={t('studies.counts')}
            valuePropName="checked"
            extra={t('studies.countsHint')}
          >
            <Switch size="small" />
          </Form.Item>
        )}
      </div>
      {method && (
        <>
          <h3>{t('studies.parameters')}</h3>
          <div className={styles.two}>
            {fields
              .filter(({ isAdvanced }) => !isAdvanced)
              .map((field) => (
                <ParameterField
                  method={method.id}
                  key={`${method.id}.${field.name}`}
                  field={field}
                />
              ))}
          </div>
          {advanced.length > 0 && (
            <Collapse
              ghost
              items={[
                {
                  key: 'advanced',
                  label: t('studies.advanced'),
                  forceRender: true,
                  children: (
                    <div className={styles.two}>
                      {advanced.map((field) => (
                        <ParameterField
                          method={method.id}
                          key={`${method.id}.${field.name}`}
                          field={field}
                        />
                      ))}
                    </div>
                  ),
                },
              ]}
            />
          )}
        </>
      )}
      {preview && <Preview preview={preview} />}
      {ask.isError && <Refusal error={asRequestError(ask.error)} />}
      <Button
        type="primary"
        htmlType="submit"
        loading={ask.isPending}
        className={styles.submit}
        data-testid="study-run"
      >
        {t('studies.run')}
      </Button>
    </Form>
  );
};

/** A new question; `basis` is the study whose question it starts from. */
export default function StudyForm({ basis }: { basis: number | null }) {
  const timeZone = useTimeZone();
  const methods = useQuery(methodsQuery);
  const study = useQuery({ ...studyQuery(basis ?? 0), enabled: basis !== null });
  const failed = methods.isLoadingError ? methods : study.isLoadingError ? study : null;
  if (failed) return <Failure error={failed.error} retry={failed.refetch} />;
  if (!methods.data || (basis !== null && !study.data)) return <Waiting />;
  const method = methods.data.find(({ id }) => id === study.data?.method);
  const initial = study.data && method ? questionOf(study.data, method, timeZone) : {};
  return <Fields methods={methods.data} initial={initial} />;
}
