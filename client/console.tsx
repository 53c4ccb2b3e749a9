import type { ReactNode } from 'react';
import { createBrowserRouter, RouterProvider } from 'react-router';
import type { Capability } from '../server/contract/access/capabilities.ts';
import { NotFound } from './parts/not-found.tsx';
import { Broken } from './shell/broken.tsx';
import { lazyPage } from './shell/lazy-page.tsx';
import { PageFrame } from './shell/page-frame.tsx';
import { Shell } from './shell/shell.tsx';

const LivePage = lazyPage(() => import('./live/page.tsx'));
const PatrolsPage = lazyPage(() => import('./patrols/page.tsx'));
const IncidentsPage = lazyPage(() => import('./incidents/page.tsx'));
const CoveragePage = lazyPage(() => import('./coverage/page.tsx'));
const ReportsPage = lazyPage(() => import('./reports/page.tsx'));
const CasesPage = lazyPage(() => import('./cases/page.tsx'));
const EvidencePage = lazyPage(() => import('./evidence/page.tsx'));
const ReplayPage = lazyPage(() => import('./replay/page.tsx'));
const RecordPage = lazyPage(() => import('./record/page.tsx'));
const StudiesPage = lazyPage(() => import('./studies/page.tsx'));
const EvaluationPage = lazyPage(() => import('./evaluation/page.tsx'));
const WarningsPage = lazyPage(() => import('./warnings/page.tsx'));
const SettingsPage = lazyPage(() => import('./settings/page.tsx'));
const AccountsPage = lazyPage(() => import('./accounts/page.tsx'));
const AuditPage = lazyPage(() => import('./audit/page.tsx'));
const OwnAccountPage = lazyPage(() => import('./accounts/own-page.tsx'));
const SetUpPage = lazyPage(() => import('./set-up/page.tsx'));
const HelpPage = lazyPage(() => import('./help/page.tsx'));

const page = (title: string | undefined, element: ReactNode, needs?: Capability) => (
  <PageFrame title={title} needs={needs}>
    {element}
  </PageFrame>
);

const router = createBrowserRouter([
  {
    element: <Shell />,
    errorElement: <Broken />,
    children: [
      {
        // Within the shell: a page that breaks takes nothing else with it.
        errorElement: <Broken />,
        children: [
          { index: true, element: page('nav.live', <LivePage />) },
          { path: 'patrols', element: page('patrols.title', <PatrolsPage />) },
          {
            path: 'incidents/:incidentId?',
            element: page('incidents.title', <IncidentsPage />),
          },
          { path: 'reports', element: page('reports.title', <ReportsPage />) },
          { path: 'coverage/:beside?', element: page('coverage.title', <CoveragePage />) },
          { path: 'cases/:caseId?', element: page('cases.title', <CasesPage />) },
          {
            path: 'officers/:officerId/patrols/:patrolId',
            element: page(undefined, <EvidencePage />),
          },
          { path: 'replay', element: page('replay.title', <ReplayPage />) },
          { path: 'officers/:officerId/record', element: page('record.title', <RecordPage />) },
          { path: 'warnings/:warningId?', element: page('warnings.title', <WarningsPage />) },
          { path: 'studies/:studyId?', element: page('studies.title', <StudiesPage />) },
          { path: 'evaluation/:tab?', element: page('evaluation.title', <EvaluationPage />) },
          {
            path: 'settings',
            element: page('settings.title', <SettingsPage />, 'connect-programs'),
          },
          { path: 'account', element: page('accounts.own.title', <OwnAccountPage />) },
          {
            path: 'accounts',
            element: page('accounts.title', <AccountsPage />, 'manage-accounts'),
          },
          { path: 'audit', element: page('audit.title', <AuditPage />, 'audit') },
          { path: 'set-up/:step?', element: page('setUp.title', <SetUpPage />, 'provision') },
          { path: 'help/:topic?', element: page('nav.help', <HelpPage />) },
          { path: '*', element: <NotFound /> },
        ],
      },
    ],
  },
]);

/** All there is once somebody is signed in. */
export default function Console() {
  return <RouterProvider router={router} />;
}
