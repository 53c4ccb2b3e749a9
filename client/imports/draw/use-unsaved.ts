import { App } from 'antd';
import { useEffect } from 'react';
import { useBeforeUnload, useBlocker } from 'react-router';
import { useWords } from '../../i18n/use-words.ts';

/** Asks before a page is left, by the browser or within the console, while something on it would be lost. */
export function useUnsaved(isUnsaved: boolean): void {
  const { t } = useWords();
  const { modal } = App.useApp();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      isUnsaved && currentLocation.pathname !== nextLocation.pathname,
  );
  useBeforeUnload((event) => {
    if (isUnsaved) event.preventDefault();
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each way out that is blocked
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    const asked = modal.confirm({
      title: t('state.leaveUnsaved'),
      okText: t('state.leave'),
      cancelText: t('settings.cancel'),
      onOk: blocker.proceed,
      onCancel: blocker.reset,
    });
    return asked.destroy;
  }, [blocker.state]);
}
