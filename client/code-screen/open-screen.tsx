import { useMutation } from '@tanstack/react-query';
import { Button, Modal, QRCode, Typography } from 'antd';
import type { PrintedCode } from '../../server/contract/checkpoints/print.ts';
import { openCheckpointScreen } from '../../server/contract/routes/evaluation/checkpoint-codes.ts';
import { call } from '../api/call.ts';
import { asRequestError } from '../api/request.ts';
import { useFocusGivenBack } from '../focus/use-focus-given-back.ts';
import { useWords } from '../i18n/use-words.ts';
import { Refusal } from '../parts/refusal.tsx';

const CODE_PX = 200;
/** Over the sheets it is asked for from. */
const ABOVE_PAPER = 1200;

/** Gives out the address of a screen that stands at a checkpoint, to be opened there once. */
export const OpenScreen = ({ area, checkpoint }: Pick<PrintedCode, 'area' | 'checkpoint'>) => {
  const { t } = useWords();
  const open = useMutation({
    mutationFn: () => call(openCheckpointScreen, { body: { area, checkpoint } }),
  });
  const address = open.data && `${window.location.origin}/checkpoint-screen#${open.data.token}`;
  return (
    <>
      <Button size="small" loading={open.isPending} onClick={() => open.mutate()}>
        {t('codeScreen.open')}
      </Button>
      {open.isError && <Refusal error={asRequestError(open.error)} />}
      {address && <Address address={address} close={open.reset} />}
    </>
  );
};

const Address = ({ address, close }: { address: string; close: () => void }) => {
  const { t } = useWords();
  useFocusGivenBack();
  return (
    <Modal
      open
      title={t('codeScreen.title')}
      zIndex={ABOVE_PAPER}
      okText={t('settings.done')}
      onOk={close}
      onCancel={close}
      footer={(_, { OkBtn }) => <OkBtn />}
    >
      <p>{t('codeScreen.hint')}</p>
      {/* The address below says the same. */}
      <div aria-hidden>
        <QRCode type="svg" value={address} size={CODE_PX} errorLevel="L" />
      </div>
      <Typography.Paragraph code copyable={{ text: address }} data-testid="screen-address">
        {address}
      </Typography.Paragraph>
    </Modal>
  );
};
