import { Modal, Typography } from 'antd';
import { useFocusGivenBack } from '../focus/use-focus-given-back.ts';
import { useWords } from '../i18n/use-words.ts';

interface SecretProps {
  title: string;
  /** What it is good for. */
  hint?: string;
  /** null: nothing to show. */
  secret: string | null;
  close: () => void;
}

/** A secret, this once, with a way to copy it. */
export const Secret = ({ secret, ...rest }: SecretProps) =>
  // Taken out of the page at once, not hidden in it.
  secret !== null && <Shown secret={secret} {...rest} />;

const Shown = ({ title, hint, secret, close }: SecretProps & { secret: string }) => {
  const { t } = useWords();
  useFocusGivenBack();
  return (
    <Modal
      open
      title={title}
      okText={t('settings.done')}
      onOk={close}
      onCancel={close}
      footer={(_, { OkBtn }) => <OkBtn />}
      mask={{ closable: false }}
    >
      <p>
        {t('settings.copyHint')} {hint}
      </p>
      <Typography.Paragraph code copyable={{ text: secret }} data-testid="secret">
        {secret}
      </Typography.Paragraph>
    </Modal>
  );
};
