import { DeleteOutlined, StarOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { Link, useLocation } from 'react-router';
import { VIEW_NAME_MAX } from '../../server/contract/accounts/saved-view.ts';
import * as routes from '../../server/contract/routes/people/saved-views.ts';
import { call } from '../api/call.ts';
import { Ask } from '../focus/ask.tsx';
import { Popup } from '../focus/popup.tsx';
import { useWords } from '../i18n/use-words.ts';
import { Failure } from '../parts/failure.tsx';
import { useAct } from '../settings/use-act.ts';
import styles from './cases.module.css';

const KEY = 'case-views';

/** Views that this browser kept before accounts did. */
const KEPT_BEFORE = 'xunji.case-views';

/** Brings them into the account of whoever comes first. */
async function bringOver(): Promise<void> {
  const kept = localStorage.getItem(KEPT_BEFORE);
  if (kept === null) return;
  const { state } = JSON.parse(kept) as { state: { views: Record<string, string> } };
  for (const [name, search] of Object.entries(state.views))
    await call(routes.putView, { params: { name }, body: { search } });
  localStorage.removeItem(KEPT_BEFORE);
}

/** Names the present filter for the own account, and leads to those named before. */
export const SavedViewsMenu = () => {
  const { t } = useWords();
  const { search } = useLocation();
  const query = useQuery({
    queryKey: [KEY],
    queryFn: async ({ signal }) => {
      await bringOver();
      return call(routes.listViews, { signal });
    },
  });
  const act = useAct([KEY]);
  const [text, setText] = useState('');
  const keep = () => {
    const name = text.trim();
    if (name === '') return;
    act.mutate(async () => {
      await call(routes.putView, { params: { name }, body: { search } });
      setText('');
    });
  };
  const list = (
    <div className={styles.saved}>
      {query.isLoadingError && <Failure error={query.error} retry={query.refetch} />}
      <ul>
        {query.data?.views.map((view) => (
          <li key={view.name}>
            <Link to={{ pathname: '/cases', search: view.search }}>{view.name}</Link>
            <Ask
              title={t('cases.dropViewSure', { name: view.name })}
              okText={t('studies.delete')}
              cancelText={t('settings.cancel')}
              onConfirm={() =>
                act.mutate(() => call(routes.dropView, { params: { name: view.name } }))
              }
            >
              <Button
                size="small"
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t('cases.dropView', { name: view.name })}
              />
            </Ask>
          </li>
        ))}
      </ul>
      <Input.Search
        value={text}
        maxLength={VIEW_NAME_MAX}
        loading={act.isPending}
        placeholder={t('cases.viewName')}
        aria-label={t('cases.viewName')}
        enterButton={t('cases.saveView')}
        onChange={({ target }) => setText(target.value)}
        onSearch={keep}
      />
    </div>
  );
  return (
    <Popup label={t('cases.savedViews')} content={list} placement="bottomLeft">
      <Button icon={<StarOutlined />} data-testid="saved-views">
        {t('cases.savedViews')}
      </Button>
    </Popup>
  );
};
