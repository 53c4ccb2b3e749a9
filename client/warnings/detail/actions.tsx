import { App, Button, Input, Radio } from 'antd';
import { useState } from 'react';
import {
  WARNING_VERDICTS,
  type WarningDetail,
  type WarningVerdict,
} from '../../../server/contract/warnings/warning.ts';
import { useMay } from '../../api/use-may.ts';
import { stepWarning } from '../../api/warnings.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useAct } from '../../settings/use-act.ts';
import { isStanding } from '../filter.ts';
import styles from './detail.module.css';

/** The steps this account may take now; closing asks what it was. */
export const Actions = ({ detail: { warning, allowed } }: { detail: WarningDetail }) => {
  const { t } = useWords();
  const { message } = App.useApp();
  const act = useAct(['warnings', 'warning', 'warning-rates']);
  const [comment, setComment] = useState('');
  const [verdict, setVerdict] = useState<WarningVerdict | null>(null);
  const [isClosing, setClosing] = useState(false);
  const isOtherRole = !useMay('handle-warnings');
  if (allowed.length === 0)
    return isStanding(warning) ? (
      <p className={styles.note}>{t(isOtherRole ? 'warnings.otherRole' : 'warnings.readOnly')}</p>
    ) : null;
  const said = comment.trim() === '' ? {} : { comment: comment.trim() };
  const take = (step: Parameters<typeof stepWarning>[1]) =>
    act.mutate(async () => {
      await stepWarning(warning.id, step);
      // The live frame may show the step before this answer comes: do not undo what was begun since.
      setComment((now) => (now.trim() === (step.comment ?? '') ? '' : now));
      if (step.step === 'close') setClosing(false);
      message.success(t('warnings.done'));
    });
  return (
    <div className={styles.actions}>
      {isClosing && (
        <Radio.Group
          aria-label={t('warnings.closeTitle')}
          value={verdict}
          onChange={(event) => setVerdict(event.target.value)}
          options={WARNING_VERDICTS.map((value) => ({
            value,
            label: t(`warnings.verdict.${value}`),
          }))}
        />
      )}
      <Input.TextArea
        rows={2}
        maxLength={2000}
        value={comment}
        onChange={(event) => setComment(event.target.value)}
        placeholder={t('warnings.comment')}
        aria-label={t('warnings.comment')}
      />
      {isClosing ? (
        <div>
          <Button
            type="primary"
            disabled={verdict === null}
            loading={act.isPending}
            onClick={() => verdict && take({ step: 'close', verdict, ...said })}
            data-testid="warning-close-confirm"
          >
            {t('warnings.act.close')}
          </Button>
          <Button onClick={() => setClosing(false)}>{t('warnings.cancel')}</Button>
        </div>
      ) : (
        <div>
          {(['acknowledge', 'take'] as const)
            .filter((step) => allowed.includes(step))
            .map((step, i) => (
              <Button
                key={step}
                type={i === 0 ? 'primary' : 'default'}
                disabled={act.isPending}
                onClick={() => take({ step, ...said })}
                data-testid={`warning-${step}`}
              >
                {t(`warnings.act.${step}`)}
              </Button>
            ))}
          {allowed.includes('close') && (
            <Button onClick={() => setClosing(true)} data-testid="warning-close">
              {t('warnings.act.close')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
};
