import { Drawer } from 'antd';
import { useFocusGivenBack } from '../focus/use-focus-given-back.ts';
import { useWords } from '../i18n/use-words.ts';
import { PHONE, useMedia } from '../parts/use-media.ts';
import type { Owner } from './api.ts';
import { History } from './history.tsx';
import { useLaying } from './laying.ts';

const WIDTH_PX = 560;

/** Who carries a handheld, or which grids an officer holds, beside the page. */
export const AssignmentsDrawer = ({ close, owner }: { owner: Owner; close: () => void }) => {
  const { t } = useWords();
  const isPhone = useMedia(PHONE);
  const laying = useLaying();
  useFocusGivenBack();
  return (
    <Drawer
      open
      onClose={close}
      size={isPhone ? '100%' : WIDTH_PX}
      title={t(`assignments.title.${owner.kind}`, { what: owner.name ?? owner.code })}
    >
      <History owner={owner} laying={laying} />
    </Drawer>
  );
};
