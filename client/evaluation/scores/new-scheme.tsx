import { useQuery } from '@tanstack/react-query';
import { Alert, Button, DatePicker, Form, Input, Modal, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import type { CaseUnit } from '../../../server/contract/cases/figures.ts';
import { ScoringRules, type ScoringSection } from '../../../server/contract/scoring/rules.ts';
import type { ScoringScheme } from '../../../server/contract/scoring/schemes.ts';
import { byLanguage } from '../../../server/contract/words/languages.ts';
import { areasQuery } from '../../api/areas.ts';
import { sessionQuery } from '../../api/session.ts';
import { Ask } from '../../focus/ask.tsx';
import { checked } from '../../focus/checked.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useAct } from '../../settings/use-act.ts';
import { Beside } from '../../trial/trial-panel.tsx';
import { isSound, useTrial } from '../../trial/use-trial.ts';
import { putScheme, scoringPresetsQuery, tryScheme } from '../api.ts';
import { ExpertView } from '../expert-view.tsx';
import { spanAt } from '../periods.ts';
import { RulesForm } from './form/rules-form.tsx';
import { SchemeTrial } from './form/scheme-trial.tsx';
import { statedRules } from './form/stated-rules.ts';
import styles from './scores.module.css';

interface Fields {
  start: string;
  code: string;
  from: Dayjs;
  rules: ScoringRules;
}

const STEADY = 'scheme:';
const WIDTH_PX = 1240;

/** Puts a scheme, or the next version of one, in force from a day on, starting from a preset or the version before. */
export const NewScheme = ({
  known,
  todayText,
}: {
  known: readonly ScoringScheme[];
  todayText: string;
}) => {
  const { t, language } = useWords();
  const [isOpen, setOpen] = useState(false);
  const [form] = Form.useForm<Fields>();
  const { data: presets = [] } = useQuery(scoringPresetsQuery);
  const { data: areas = [] } = useQuery(areasQuery);
  const own = useQuery(sessionQuery).data!.areaId;
  const act = useAct(['scoring-schemes', 'scores']);
  const start = Form.useWatch('start', form);
  const from = Form.useWatch('from', form) as Dayjs | undefined;
  const sections = Form.useWatch(['rules', 'sections'], form) as ScoringSection[] | undefined;
  const preset = presets.find(({ place }) => place === start);
  const before = known.find(({ code }) => start === STEADY + code);
  const choose = (value: string) => {
    const scheme = known.find(({ code }) => value === STEADY + code);
    const rules = scheme?.rules ?? presets.find(({ place }) => place === value)?.rules;
    form.setFieldsValue({ code: scheme?.code ?? value, ...(rules ? { rules } : {}) });
    // A first version scores the period under way, a later one the period to come.
    if (rules)
      form.setFieldValue('from', dayjs(spanAt(todayText, rules.period, scheme ? 1 : 0).from));
  };
  const statedNow = () => statedRules(form.getFieldsValue(true).rules);
  const areaCode = before?.area ?? areas.find(({ id }) => id === own)?.code ?? '';
  const levels = [...new Set((sections ?? []).map(({ level }) => level))];
  const [chosen, setLevel] = useState<CaseUnit>('officer');
  const level = levels.includes(chosen) ? chosen : (levels[0] ?? 'officer');
  const trial = useTrial({
    name: 'scheme',
    read: async () => {
      if (!(await isSound(form))) return null;
      return {
        code: form.getFieldValue('code') as string,
        area: areaCode,
        rules: statedNow(),
        level,
      };
    },
    run: tryScheme,
  });
  const put = ({ code, from }: Fields) =>
    act.mutate(async () => {
      await putScheme({
        code,
        area: areaCode,
        name: before?.name ?? preset?.name ?? byLanguage(() => code),
        rules: statedNow(),
        from: from.format('YYYY-MM-DD'),
      });
      setOpen(false);
    });
  const required = [{ required: true, message: t('settings.required') }];
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('evaluation.newScheme')}</Button>
      <Modal
        title={t('evaluation.newScheme')}
        open={isOpen}
        onCancel={() => setOpen(false)}
        cancelText={t('settings.cancel')}
        width={WIDTH_PX}
        footer={(_, { CancelBtn }) => (
          <>
            <CancelBtn />
            <Ask
              title={t(before ? 'evaluation.schemeAskNext' : 'evaluation.schemeAskFirst', {
                day: from?.format('YYYY-MM-DD'),
              })}
              okText={t('evaluation.putInForce')}
              cancelText={t('settings.cancel')}
              onConfirm={() => void checked(form).then(put, () => undefined)}
            >
              <Button type="primary" loading={act.isPending} data-testid="scheme-put">
                {t('evaluation.putInForce')}
              </Button>
            </Ask>
          </>
        )}
      >
        <Beside
          trial={
            <SchemeTrial
              levels={levels}
              level={level}
              setLevel={(value) => {
                setLevel(value);
                trial.touch();
              }}
              trial={trial}
            />
          }
        >
          <Form<Fields>
            form={form}
            layout="vertical"
            requiredMark={false}
            initialValues={{ from: dayjs(todayText) }}
            onValuesChange={trial.touch}
          >
            <Form.Item name="start" label={t('evaluation.startFrom')} rules={required}>
              <Select
                data-testid="scheme-start"
                onChange={choose}
                options={[
                  ...known.map(({ code, name, version }) => ({
                    value: STEADY + code,
                    label: t('evaluation.nextVersion', { name: name[language], version }),
                  })),
                  ...presets.map(({ place, name }) => ({
                    value: place,
                    label: t('evaluation.presetOf', { name: name[language] }),
                  })),
                ]}
              />
            </Form.Item>
            {preset && (
              <Alert className={styles.caveat} type="info" title={preset.published[language]} />
            )}
            <Form.Item name="code" label={t('evaluation.code')} rules={required}>
              <Input maxLength={64} disabled={before !== undefined} />
            </Form.Item>
            <Form.Item
              name="from"
              label={t('evaluation.from')}
              extra={t('evaluation.schemeFromHint')}
              rules={required}
            >
              <DatePicker allowClear={false} />
            </Form.Item>
            {start !== undefined && (
              <>
                <RulesForm />
                <ExpertView
                  schema={ScoringRules}
                  read={statedNow}
                  take={(rules) => {
                    form.setFieldsValue({ rules });
                    trial.touch();
                  }}
                />
              </>
            )}
          </Form>
        </Beside>
      </Modal>
    </>
  );
};
