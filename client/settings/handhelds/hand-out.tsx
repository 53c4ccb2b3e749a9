import { useQueryClient } from '@tanstack/react-query';
import { Modal, QRCode, Typography } from 'antd';
import { useEffect } from 'react';
import { Link } from 'react-router';
import type { NewBinding } from '../../../server/contract/handhelds/binding.ts';
import type { Handheld } from '../../../server/contract/people/people.ts';
import { useFocusGivenBack } from '../../focus/use-focus-given-back.ts';
import { helpFor } from '../../help/topics.ts';
import { useWords } from '../../i18n/use-words.ts';
import { handedOutQuery } from './api.ts';
import { setUpCode } from './set-up-code.ts';

const CODE_PX = 240;

interface HandOutProps {
  handheld: Handheld;
  binding: NewBinding;
  sharedKey?: string | undefined;
  close: () => void;
}

/** What is entered in the app or the terminal, this once: the address with its token, and as a code where the app reads one. */
export const HandOut = ({ handheld, binding, sharedKey, close }: HandOutProps) => {
  const { t } = useWords();
  const { protocol, path } = binding;
  const address = path && `${window.location.origin}${path}`;
  const code = address && setUpCode(binding, { address, handheld: handheld.code, sharedKey });
  const client = useQueryClient();
  useFocusGivenBack();
  useEffect(() => {
    client.setQueryData(handedOutQuery(handheld.code).queryKey, { binding, address, sharedKey });
  }, [client, handheld.code, binding, address, sharedKey]);
  return (
    <Modal
      open
      title={t('settings.handhelds.setUp', { what: t(`evidence.wire.${protocol}`) })}
      okText={t('settings.done')}
      onOk={close}
      onCancel={close}
      footer={(_, { OkBtn }) => <OkBtn />}
      mask={{ closable: false }}
    >
      <p>
        {t(
          `settings.handhelds.${address ? 'address' : protocol === 'jt808' ? 'terminal' : 'byNetwork'}`,
        )}{' '}
        <Link to={helpFor(handheld.code)} data-testid="set-up-help">
          {t('settings.handhelds.help')}
        </Link>
      </p>
      {address && (
        <Typography.Paragraph code copyable={{ text: address }} data-testid="address">
          {address}
        </Typography.Paragraph>
      )}
      {code && (
        <div data-testid="set-up-code" data-code={code}>
          <p>{t(`settings.handhelds.scan.${protocol}`)}</p>
          {/* The address above says the same. */}
          <div aria-hidden>
            <QRCode type="svg" value={code} size={CODE_PX} errorLevel="L" />
          </div>
        </div>
      )}
    </Modal>
  );
};
