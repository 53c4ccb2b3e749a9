import { useEffect, useLayoutEffect, useState } from 'react';
import { paintDocument } from '../theme/css-variables.ts';
import { useShade } from '../theme/preferences.ts';
import { useHandheld } from './core/state.ts';
import { CasesScreen } from './screens/cases.tsx';
import { EnrolScreen } from './screens/enrol.tsx';
import { Message } from './screens/message.tsx';
import { MineScreen } from './screens/mine.tsx';
import { MoreScreen } from './screens/more.tsx';
import { Notices } from './screens/notices.tsx';
import { PatrolScreen } from './screens/patrol.tsx';
import { QueueLine } from './screens/queue-line.tsx';
import { ReportScreen } from './screens/report.tsx';
import { SosButton } from './screens/sos-button.tsx';
import { WarningNotice } from './screens/warning.tsx';
import { useHandheldWords } from './use-handheld-words.ts';

const SCREENS = {
  patrol: PatrolScreen,
  report: null,
  cases: CasesScreen,
  mine: MineScreen,
  more: MoreScreen,
};
type Tab = keyof typeof SCREENS;

const hasToken = () => window.location.hash.length > 1;

export const App = () => {
  const shade = useShade();
  useLayoutEffect(() => paintDocument(shade), [shade]);
  const identity = useHandheld((state) => state.identity);
  const [isAdding, setAdding] = useState(hasToken);
  // A sheet's address opened where the app runs already changes nothing but what stands behind the #.
  useEffect(() => {
    const come = () => setAdding(hasToken);
    window.addEventListener('hashchange', come);
    return () => window.removeEventListener('hashchange', come);
  }, []);
  if (identity === undefined) return <Unreadable />;
  if (identity === null) return <EnrolScreen />;
  if (isAdding)
    return (
      <>
        <EnrolScreen back={() => setAdding(false)} />
        <SosButton />
      </>
    );
  return <Tabs addUser={() => setAdding(true)} />;
};

/** Before it is read who uses the phone; where that takes room that is not there, it is said. */
const Unreadable = () => {
  const { t } = useHandheldWords();
  const isFull = useHandheld((state) => state.isFull);
  return (
    isFull && (
      <main>
        <h1 className="visually-hidden">{t('tab.patrol')}</h1>
        <p role="alert" className="notice">
          {t('queue.unreadable')}
        </p>
      </main>
    )
  );
};

const Tabs = ({ addUser }: { addUser: () => void }) => {
  const { t } = useHandheldWords();
  const [tab, setTab] = useState<Tab>('patrol');
  const Screen = SCREENS[tab];
  return (
    <div className="app">
      <QueueLine />
      <div className="told">
        <Message />
        <WarningNotice />
        <Notices />
      </div>
      <main>
        <h1 className="visually-hidden">{t(`tab.${tab}`)}</h1>
        {/* What was begun to be reported is still there after a look at another screen. */}
        <div hidden={tab !== 'report'}>
          <ReportScreen />
        </div>
        {Screen && <Screen addUser={addUser} />}
      </main>
      <SosButton />
      <nav aria-label={t('tabs')}>
        {(Object.keys(SCREENS) as Tab[]).map((name) => (
          <button
            key={name}
            type="button"
            aria-current={name === tab ? 'page' : undefined}
            onClick={() => setTab(name)}
          >
            {t(`tab.${name}`)}
          </button>
        ))}
      </nav>
    </div>
  );
};
