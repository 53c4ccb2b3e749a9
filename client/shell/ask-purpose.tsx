import { App, Input } from 'antd';
import { useEffect } from 'react';
import { PURPOSE } from '../../server/contract/access/purpose.ts';
import { askPurposeBy } from '../api/purpose.ts';
import { useWords } from '../i18n/use-words.ts';

/** Asks by a dialog what a look is for, wherever the deployment wants to know. */
export default function AskPurpose() {
  const { t } = useWords();
  const { modal } = App.useApp();
  useEffect(() => {
    const title = t('account.purpose');
    const ask = () =>
      new Promise<string | null>((resolve) => {
        let said = '';
        const dialog = modal.confirm({
          title,
          autoFocusButton: null,
          content: (
            <Input
              autoFocus
              aria-label={title}
              maxLength={PURPOSE.max}
              onChange={({ target }) => {
                said = target.value;
              }}
              onPressEnter={() => {
                resolve(said);
                dialog.destroy();
              }}
              data-testid="purpose"
            />
          ),
          onOk: () => resolve(said),
          onCancel: () => resolve(null),
        });
      });
    askPurposeBy(ask);
  }, [t, modal]);
  return null;
}
