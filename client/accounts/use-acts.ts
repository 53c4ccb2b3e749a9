import { App } from 'antd';
import type { ManagedAccount } from '../../server/contract/accounts/managed.ts';
import { useWords } from '../i18n/use-words.ts';
import { changeAccount, resetPassword, resetSecondFactor } from './api.ts';

interface Told {
  change: (account: ManagedAccount) => void;
  /** A password that was made, to be shown once. */
  tell: (password: { name: string; text: string }) => void;
}

/** What can be done to an account now, as items of a menu; what ends sessions asks first. */
export const useActs = (run: (act: () => Promise<unknown>) => void) => {
  const { t } = useWords();
  const { modal } = App.useApp();
  const item = (key: 'change' | 'reset' | 'resetFactor' | 'enable', onClick: () => void) => ({
    key,
    label: t(`accounts.${key}`),
    onClick,
  });
  const asking = (key: 'reset' | 'resetFactor' | 'disable', act: () => Promise<unknown>) => ({
    key,
    label: t(`accounts.${key}`),
    danger: key === 'disable',
    onClick: () =>
      void modal.confirm({
        title: t(`accounts.${key}`),
        content: t(`accounts.${key}Ask`),
        okText: t(`accounts.${key}`),
        cancelText: t('settings.cancel'),
        // The way out first.
        focusable: { autoFocusButton: 'cancel' },
        onOk: () => run(act),
      }),
  });
  return (one: ManagedAccount, { change, tell }: Told) => [
    // What a provider says of an account is changed there.
    ...(one.provider
      ? []
      : [
          item('change', () => change(one)),
          asking('reset', async () => {
            const { password } = await resetPassword(one.id);
            tell({ name: one.name, text: password });
          }),
        ]),
    ...(one.secondFactor ? [asking('resetFactor', () => resetSecondFactor(one.id))] : []),
    one.disabledAt
      ? item('enable', () => run(() => changeAccount(one.id, { disabled: false })))
      : asking('disable', () => changeAccount(one.id, { disabled: true })),
  ];
};
