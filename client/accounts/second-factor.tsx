import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input, QRCode, Typography } from 'antd';
import type { SecondFactorOffer } from '../../server/contract/accounts/managed.ts';
import { asRequestError } from '../api/request.ts';
import { useWords } from '../i18n/use-words.ts';
import { Refusal } from '../parts/refusal.tsx';
import styles from './accounts.module.css';
import { confirmSecondFactor, dropSecondFactor, offerSecondFactor } from './api.ts';

const CODE_PX = 196;

interface AskProps {
  label: string;
  submit: string;
  act: (text: string) => Promise<unknown>;
  kind: 'password' | 'code';
  danger?: boolean;
}

/** One field, one button: a password or a code for an act. */
const Ask = ({ label, submit, act, kind, danger = false }: AskProps) => {
  const { t } = useWords();
  const run = useMutation({ mutationFn: act });
  return (
    <Form<{ text: string }>
      layout="vertical"
      requiredMark={false}
      onFinish={({ text }) => run.mutate(text)}
    >
      <Form.Item
        name="text"
        label={label}
        rules={[{ required: true, message: t('settings.required') }]}
      >
        {kind === 'password' ? (
          <Input.Password maxLength={256} autoComplete="current-password" />
        ) : (
          <Input maxLength={16} autoComplete="one-time-code" inputMode="numeric" />
        )}
      </Form.Item>
      {run.error && <Refusal error={asRequestError(run.error)} />}
      <Button
        htmlType="submit"
        type={danger ? 'default' : 'primary'}
        danger={danger}
        loading={run.isPending}
        data-testid={`factor-${kind}`}
      >
        {submit}
      </Button>
    </Form>
  );
};

const Offered = ({ secret, uri }: SecondFactorOffer) => {
  const { t } = useWords();
  return (
    <>
      <p>{t('accounts.factor.scan')}</p>
      {/* The key below says the same. */}
      <div className={styles.code} aria-hidden>
        <QRCode type="svg" value={uri} size={CODE_PX} errorLevel="M" bordered={false} />
      </div>
      <span>{t('accounts.factor.key')}</span>
      <Typography.Paragraph code copyable data-testid="factor-key">
        {secret}
      </Typography.Paragraph>
    </>
  );
};

/** Setting up the second factor: password, code to scan, first code, recovery codes. `onDone` once these are kept. */
export const SetUpFactor = ({ onDone }: { onDone: () => unknown }) => {
  const { t } = useWords();
  const offer = useMutation({ mutationFn: offerSecondFactor });
  const confirm = useMutation({ mutationFn: confirmSecondFactor });
  if (confirm.data) {
    const text = confirm.data.codes.join('\n');
    return (
      <div className={styles.form}>
        <h3>{t('accounts.factor.codes')}</h3>
        <p>{t('accounts.factor.codesHint')}</p>
        <Typography.Paragraph copyable={{ text }}>
          <code className={styles.codes} data-testid="recovery-codes">
            {text}
          </code>
        </Typography.Paragraph>
        <Button type="primary" onClick={() => onDone()}>
          {t('settings.done')}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.form}>
      {offer.data ? (
        <>
          <Offered {...offer.data} />
          <Ask
            key="code"
            kind="code"
            label={t('accounts.factor.code')}
            submit={t('accounts.factor.confirm')}
            act={confirm.mutateAsync}
          />
        </>
      ) : (
        <Ask
          key="password"
          kind="password"
          label={t('signIn.password')}
          submit={t('accounts.factor.setUp')}
          act={offer.mutateAsync}
        />
      )}
    </div>
  );
};

/** Going without the second factor again. */
export const DropFactor = ({ onDone }: { onDone: () => unknown }) => {
  const { t } = useWords();
  const drop = async (password: string) => {
    await dropSecondFactor(password);
    await onDone();
  };
  return (
    <div className={styles.form}>
      <Ask
        danger
        kind="password"
        label={t('signIn.password')}
        submit={t('accounts.factor.turnOff')}
        act={drop}
      />
    </div>
  );
};
