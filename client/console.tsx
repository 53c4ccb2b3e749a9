import { createBrowserRouter, RouterProvider } from 'react-router';
import type { Capability } from '../server/contract/access/capabilities.ts';
import { NotFound } from './parts/not-found.tsx';
import { Broken } from './shell/broken.tsx';
import { Heals } from './shell/heals.tsx';
import { lazyPart } from './shell/lazy-part.tsx';
import { PageFrame } from './shell/page-frame.tsx';
import { Pages } from './shell/pages.tsx';
import { Shell } from './shell/shell.tsx';

const LivePage = lazyPart(() => import('./live/page.tsx'));
const PatrolsPage = lazyPart(() => import('./patrols/page.tsx'));
const IncidentsPage = lazyPart(() => import('./incidents/page.tsx'));
const CoveragePage = lazyPart(() => import('./coverage/page.tsx'));
const ReportsPage = lazyPart(() => import('./reports/page.tsx'));
const CasesPage = lazyPart(() => import('./cases/page.tsx'));
const EvidencePage = lazyPart(() => import('./evidence/page.tsx'));
const ReplayPage = lazyPart(() => import('./replay/page.tsx'));
const RecordPage = lazyPart(() => import('./record/page.tsx'));
const StudiesPage = lazyPart(() => import('./studies/page.tsx'));
const EvaluationPage = lazyPart(() => import('./evaluation/page.tsx'));
const WarningsPage = lazyPart(() => import('./warnings/page.tsx'));
const SettingsPage = lazyPart(() => import('./settings/page.tsx'));
const AccountsPage = lazyPart(() => import('./accounts/page.tsx'));
const AuditPage = lazyPart(() => import('./audit/page.tsx'));
const OwnAccountPage = lazyPart(() => import('./accounts/own-page.tsx'));
const SetUpPage = lazyPart(() => import('./set-up/page.tsx'));
const WallPage = lazyPart(() => import('./wall/page.tsx'));
const HelpPage = lazyPart(() => import('./help/page.tsx'));

/** A route of a page; `title` is the key of its title, left out where the page names itself. */
const page = (title: string | undefined, Page: typeof LivePage, needs?: Capability) => ({
  handle: Page.fetch,
  element: (
    <PageFrame title={title} needs={needs}>
      <Page />
    </PageFrame>
  ),
});

const router = createBrowserRouter([
  {
    element: <Pages />,
    errorElement: <Heals />,
    children: [{ path: 'wall', ...page('wall.title', WallPage) }],
  },
  {
    element: <Shell />,
    errorElement: <Broken />,
    children: [
      {
        // Within the shell: a page that breaks takes nothing else with it.
        element: <Pages />,
        errorElement: <Broken />,
        children: [
          { index: true, ...page('nav.live', LivePage) },
          { path: 'patrols', ...page('patrols.title', PatrolsPage) },
          {
            path: 'incidents/:incidentId?',
            ...page('incidents.title', IncidentsPage),
          },
          { path: 'reports', ...page('reports.title', ReportsPage) },
          { path: 'coverage/:beside?', ...page('coverage.title', CoveragePage) },
          { path: 'cases/:caseId?', ...page('cases.title', CasesPage) },
          {
            path: 'officers/:officerId/patrols/:patrolId',
            ...page(undefined, EvidencePage),
          },
          { path: 'replay', ...page('replay.title', ReplayPage) },
          { path: 'officers/:officerId/record', ...page('record.title', RecordPage) },
          { path: 'warnings/:warningId?', ...page('warnings.title', WarningsPage) },
          { path: 'studies/:studyId?', ...page('studies.title', StudiesPage) },
          { path: 'evaluation/:tab?', ...page('evaluation.title', EvaluationPage) },
          {
            path: 'settings',
            ...page('settings.title', SettingsPage, 'connect-programs'),
          },
          { path: 'account', ...page('account.pages.own', OwnAccountPage) },
          {
            path: 'accounts',
            ...page('account.pages.all', AccountsPage, 'manage-accounts'),
          },
          { path: 'audit', ...page('account.pages.audit', AuditPage, 'audit') },
          { path: 'set-up/:step?', ...page('setUp.title', SetUpPage, 'provision') },
          { path: 'help/:topic?', ...page('nav.help', HelpPage) },
          { path: '*', element: <NotFound /> },
        ],
      },
    ],
  },
]);

// The page of the address comes together with what all pages stand on, not after it.
for (const { route } of router.state.matches) route.handle?.();

/** All there is once somebody is signed in. */
export default function Console() {
  return <RouterProvider router={router} />;
}
