import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, DatePicker, Form, InputNumber, Segmented } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { spelledCode } from '../../server/contract/checkpoints/code.ts';
import {
  PRINT_DAYS_MAX,
  type PrintCodesBody,
  type PrintedCode,
} from '../../server/contract/checkpoints/print.ts';
import { CODE_KINDS, type CodeKind } from '../../server/contract/checkpoints/scan.ts';
import * as routes from '../../server/contract/routes/evaluation/checkpoint-codes.ts';
import { areasQuery } from '../api/areas.ts';
import { call } from '../api/call.ts';
import { asRequestError } from '../api/request.ts';
import { sessionQuery } from '../api/session.ts';
import { OpenScreen } from '../code-screen/open-screen.tsx';
import { Ask } from '../focus/ask.tsx';
import { useRange } from '../focus/use-range.ts';
import { useWords } from '../i18n/use-words.ts';
import { Paper, PaperSheet } from '../paper/paper.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { AreaSelect } from '../patrols/area-select.tsx';
import styles from './page.module.css';
import { useAct } from './use-act.ts';

interface Fields {
  kind: CodeKind;
  from?: Dayjs;
  days: number;
}

/** Codes that confirm a visit to a checkpoint, to print: of the day, or for good; one that was copied is renewed. */
export const CheckpointCodes = () => {
  const { t } = useWords();
  const inRange = useRange();
  const [form] = Form.useForm<Fields>();
  const kind = Form.useWatch('kind', form) ?? 'day';
  const areas = useQuery(areasQuery).data ?? [];
  const account = useQuery(sessionQuery).data;
  const [areaId, setAreaId] = useState<number | null>(null);
  const area = areas.find(({ id }) => id === (areaId ?? account?.areaId))?.code;
  const [codes, setCodes] = useState<PrintedCode[] | null>(null);
  const print = useMutation({
    mutationFn: (body: PrintCodesBody) => call(routes.printCheckpointCodes, { body }),
    onSuccess: (reply) => setCodes(reply.codes),
  });
  const act = useAct([]);
  const ask = ({ days, from, kind }: Fields) => {
    if (area)
      print.mutate({
        area,
        kind,
        ...(kind === 'day' && { days, ...(from && { from: from.format('YYYY-MM-DD') }) }),
      });
  };
  const renew = (one: PrintedCode) =>
    act.mutate(async () => {
      const { area, checkpoint } = one;
      await call(routes.renewCheckpointCodes, { body: { area, checkpoint } });
      ask(form.getFieldsValue());
    });
  return (
    <section className={styles.section} data-testid="settings-checkpoints">
      <header>
        <h2>{t('settings.checkpoints.title')}</h2>
        <p>{t('settings.checkpoints.about')}</p>
        <p>{t(`settings.checkpoints.hint.${kind}`)}</p>
      </header>
      <Form<Fields>
        form={form}
        layout="inline"
        className={styles.inline}
        initialValues={{ kind: 'day', days: 1 }}
        onFinish={ask}
      >
        <Form.Item>
          <AreaSelect value={areaId} choose={setAreaId} placeholder={t('settings.area')} />
        </Form.Item>
        <Form.Item name="kind">
          <Segmented
            aria-label={t('settings.checkpoints.title')}
            options={CODE_KINDS.map((value) => ({
              value,
              label: t(`settings.checkpoints.${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item name="from" hidden={kind === 'tag'}>
          <DatePicker
            aria-label={t('settings.checkpoints.from')}
            placeholder={t('settings.checkpoints.from')}
          />
        </Form.Item>
        <Form.Item
          name="days"
          label={t('settings.checkpoints.days')}
          hidden={kind === 'tag'}
          rules={[inRange({ least: 1, most: PRINT_DAYS_MAX, isWhole: true })]}
        >
          <InputNumber />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={print.isPending} disabled={!area}>
          {t('settings.checkpoints.print')}
        </Button>
      </Form>
      {print.isError && <Refusal error={asRequestError(print.error)} />}
      {codes?.length === 0 && <p role="status">{t('settings.checkpoints.none')}</p>}
      {codes && codes.length > 0 && (
        <Paper
          label={t('settings.checkpoints.title')}
          title={t('settings.checkpoints.shown', { count: codes.length })}
          testId="checkpoint-codes"
          close={() => setCodes(null)}
        >
          {codes.map((one) => (
            <PaperSheet
              key={one.code}
              testId="checkpoint-code"
              value={one.code}
              title={one.name || one.checkpoint}
              rows={[
                [t('settings.area'), `${one.areaName} (${one.area})`],
                [t('settings.checkpoints.checkpoint'), one.checkpoint],
                [t('settings.checkpoints.holds'), one.day ?? t('settings.checkpoints.tag')],
              ]}
              says={t('settings.checkpoints.says')}
              typed={spelledCode(one.code)}
              act={
                <>
                  <OpenScreen area={one.area} checkpoint={one.checkpoint} />{' '}
                  <Ask
                    title={t('settings.checkpoints.renewAsk')}
                    // Else it would open below what is printed.
                    getPopupContainer={(button) => button.parentElement!}
                    onConfirm={() => renew(one)}
                  >
                    <Button size="small">{t('settings.checkpoints.renew')}</Button>
                  </Ask>
                </>
              }
            />
          ))}
        </Paper>
      )}
    </section>
  );
};
