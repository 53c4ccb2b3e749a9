import { Form, InputNumber, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import {
  type Incident,
  SEVERITIES,
  type Severity,
} from '../../server/contract/incidents/incident.ts';
import { correctIncident } from '../../server/contract/routes/analysis/incidents.ts';
import { call } from '../api/call.ts';
import { FormDialog } from '../focus/form-dialog.tsx';
import { SpanFields } from '../focus/span-fields.tsx';
import { useRange } from '../focus/use-range.ts';
import { momentOf, wallClock } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { useCategoryChoices } from '../parts/use-category-choices.ts';
import { useTimeZone } from '../parts/use-time-zone.ts';
import { useAct } from '../settings/use-act.ts';
import { CHANGES, correctionOf } from './correction.ts';
import styles from './page.module.css';

/** About ten metres. */
const STEP_DEG = 0.0001;

interface Fields {
  category: string;
  severity: Severity;
  from: Dayjs;
  to?: Dayjs | null;
  lng: number;
  lat: number;
}

/** Corrects what an incident is, when and where it happened. */
export const CorrectForm = ({ close, incident }: { incident: Incident; close: () => void }) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const categories = useCategoryChoices();
  const act = useAct(CHANGES);
  const inRange = useRange();
  const [form] = Form.useForm<Fields>();
  const isInstant = incident.from === incident.to;
  const required = [{ required: true, message: t('settings.required') }];
  const within = (most: number) => [...required, inRange({ least: -most, most })];
  const submit = ({ category, from, lat, lng, severity, to }: Fields) =>
    act.mutate(async () => {
      const body = correctionOf(incident, {
        ...{ category, severity, position: { lng, lat } },
        from: momentOf(from, incident.from, timeZone),
        to: to ? momentOf(to, incident.to, timeZone) : null,
      });
      if (body) await call(correctIncident, { params: { id: incident.id }, body });
      close();
    });
  return (
    <FormDialog<Fields>
      {...{ close, form, submit }}
      name="incident"
      title={t('incidents.correct')}
      okText={t('settings.save')}
      isBusy={act.isPending}
      initial={{
        ...{ category: incident.category, severity: incident.severity, ...incident.position },
        from: wallClock(incident.from, timeZone),
        to: isInstant ? null : wallClock(incident.to, timeZone),
      }}
    >
      <p>{t('incidents.correctHint')}</p>
      <Form.Item name="category" label={t('incidents.category')} rules={required}>
        <Select<string> showSearch={{ optionFilterProp: 'label' }} options={categories} />
      </Form.Item>
      <Form.Item name="severity" label={t('incidents.severity')}>
        <Select
          options={SEVERITIES.map((value) => ({ value, label: t(`live.severity.${value}`) }))}
        />
      </Form.Item>
      <SpanFields from={t('incidents.from')} to={t('incidents.to')} hint={t('incidents.toHint')} />
      <div className={styles.place}>
        <Form.Item name="lng" label={t('incidents.lng')} rules={within(180)}>
          <InputNumber<number> className={styles.degrees!} step={STEP_DEG} />
        </Form.Item>
        <Form.Item name="lat" label={t('incidents.lat')} rules={within(90)}>
          <InputNumber<number> className={styles.degrees!} step={STEP_DEG} />
        </Form.Item>
      </div>
      <small>{t('incidents.placeHint')}</small>
    </FormDialog>
  );
};
