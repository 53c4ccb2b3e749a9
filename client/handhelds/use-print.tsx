import { Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import type { HandheldState, Sheet } from '../../server/contract/handhelds/state.ts';
import { useWords } from '../i18n/use-words.ts';
import { useAct } from '../settings/use-act.ts';
import { makeSheets } from './api.ts';
import { Sheets } from './sheets.tsx';

/** Makes sheets of handhelds and shows them; asks first where others are out that nobody has used, which then stop working. */
export function usePrint(all: readonly HandheldState[]): {
  isPending: boolean;
  mutate: (codes: string[]) => void;
  shown: ReactNode;
} {
  const { t } = useWords();
  const act = useAct(['handheld-states']);
  const [asked, setAsked] = useState<string[]>([]);
  const [sheets, setSheets] = useState<Sheet[]>([]);
  const out = (codes: readonly string[]) =>
    all.filter(({ code, sheetUntil }) => sheetUntil !== null && codes.includes(code)).length;
  const make = (codes: string[]) =>
    act.mutate(async () => {
      setSheets(await makeSheets(codes));
      setAsked([]);
    });
  return {
    isPending: act.isPending,
    mutate: (codes) => (out(codes) > 0 ? setAsked(codes) : make(codes)),
    shown: (
      <>
        <Modal
          open={asked.length > 0}
          title={t('handhelds.againAsk', { count: asked.length })}
          okText={t('handhelds.again')}
          okButtonProps={{ danger: true, loading: act.isPending }}
          cancelText={t('settings.cancel')}
          onCancel={() => setAsked([])}
          onOk={() => make(asked)}
        >
          {t('handhelds.againHint', { count: out(asked) })}
        </Modal>
        {sheets.length > 0 && <Sheets sheets={sheets} close={() => setSheets([])} />}
      </>
    ),
  };
}
