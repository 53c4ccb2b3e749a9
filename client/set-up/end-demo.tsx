import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Modal } from 'antd';
import { useState } from 'react';
import { endDemo, getSite } from '../../server/contract/routes/people/accounts.ts';
import { call } from '../api/call.ts';
import { siteQuery } from '../api/session.ts';
import { useWords } from '../i18n/use-words.ts';

/** How often the server is asked whether it is back, ms. */
const AGAIN_MS = 500;

/** Throws the demo away, waits for the empty server to be there and goes to where its first account is made. */
async function begin(): Promise<void> {
  const { token } = await call(endDemo, {});
  // While the server is being emptied it does not answer, and then as one without a demo.
  while ((await call(getSite, {}).catch(() => null))?.demo !== null)
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  window.history.replaceState(null, '', `/set-up#${token}`);
  window.location.reload();
}

/** Over a demo: what it is, and how it makes room for a place of one's own. */
export const EndDemo = () => {
  const { t } = useWords();
  const { data: site } = useQuery(siteQuery);
  const [isAsking, setAsking] = useState(false);
  const end = useMutation({ mutationFn: begin });
  if (!site?.demo) return null;
  return (
    <>
      <Alert
        type="warning"
        showIcon
        data-testid="end-demo"
        title={t('setUp.demo.title')}
        description={
          <>
            <p>{t('setUp.demo.about')}</p>
            <Button danger onClick={() => setAsking(true)}>
              {t('setUp.demo.end')}
            </Button>
          </>
        }
      />
      <Modal
        open={isAsking}
        title={t('setUp.demo.ask')}
        okText={t('setUp.demo.end')}
        okButtonProps={{ danger: true }}
        confirmLoading={end.isPending || end.isSuccess}
        cancelButtonProps={{ disabled: end.isPending }}
        cancelText={t('settings.cancel')}
        closable={false}
        maskClosable={false}
        onOk={() => end.mutate()}
        onCancel={() => setAsking(false)}
      >
        <p>{t('setUp.demo.what')}</p>
        {end.isPending && <p role="status">{t('setUp.demo.waits')}</p>}
        {end.isError && <Alert type="error" showIcon title={t('error.internal')} />}
      </Modal>
    </>
  );
};
