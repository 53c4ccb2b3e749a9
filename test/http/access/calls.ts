import { NOTICE } from '../../../server/contract/handhelds/about.ts';
import { defaultNorm } from '../../../server/contract/norms/default-norm.ts';
import { DEFAULT_THRESHOLDS } from '../../../server/contract/warnings/thresholds.ts';
import { CASE_PRESETS } from '../../../server/domain/cases/presets.ts';
import { SCORING_PRESETS } from '../../../server/domain/scoring/presets.ts';
import { PASSWORD } from '../../support/console.ts';
import { incidentAt } from '../../support/made/incidents.ts';
import { cornerOf, NOW, SIDE_DEG, secretOf } from '../../support/made/world.ts';
import { type Objects, PAIR, TOWNS, type Town } from './objects.ts';

export interface Call {
  params?: Record<string, number | string>;
  query?: Record<string, number | string>;
  /** An object goes as JSON, a text as the file it is. */
  body?: object | string;
}

const RANGE = { from: '2026-05-30T00:00:00Z', to: '2026-06-01T01:00:00Z' };
const DAYS = { from: '2026-05-01', to: '2026-06-01' };
const FUTURE = new Date(NOW + 86_400_000).toISOString();
const norm = ({ area }: Town) => ({
  ...{ area, name: 'stricter', from: FUTURE },
  rules: { ...defaultNorm().rules, minutesPerPatrol: 60 + FUTURE.length },
});

/** A corner of the town's grid, as an area file; the grid comes to hang under the town anew. */
const areaFile = ({ area, grid }: Town) => {
  const { lng, lat } = cornerOf(grid);
  const [e, n] = [lng + SIDE_DEG / 2, lat + SIDE_DEG / 2];
  const ring = [
    [lng, lat],
    [e, lat],
    [e, n],
    [lng, n],
    [lng, lat],
  ];
  return {
    collection: {
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          geometry: { type: 'Polygon', coordinates: [ring] },
          properties: { code: grid, name: 'smaller' },
        },
      ],
    },
    options: { codeKey: 'code', nameKey: 'name', parent: area, level: 'grid', gridType: 'urban' },
  };
};

/** Each begins at another moment, so that each changes something. */
let assigned = 1;

type Calls = Record<string, (town: Town, one: Objects) => Call>;
/** Another for each town, so that each can be taken off again. */
const holidayOf = ({ area }: Town) => (area === TOWNS[0]!.area ? '2026-10-01' : '2026-10-02');
const none = () => ({});
/** A session that nobody has. */
const SESSION = '0'.repeat(64);
const ofArea = (_: Town, { areaId }: Objects) => ({ query: { areaId } });
const ofAccount = (_: Town, { accountId }: Objects) => ({ params: { id: accountId } });
const ofOfficer = (_: Town, { officerId }: Objects) => ({ params: { id: officerId } });
const ofHandheld = (_: Town, { handheldId }: Objects) => ({ params: { id: handheldId } });
const ofPatrol = (_: Town, { officerId, patrolId }: Objects) => ({
  params: { officerId, patrolId },
});
const ofOwnPatrol = (_: Town, { patrolId }: Objects) => ({ params: { id: patrolId } });
const ofIncident = (_: Town, { incident }: Objects) => ({ params: { id: incident } });
const ofCase = (_: Town, { caseId }: Objects) => ({ params: { id: caseId } });
const ofStudy = (_: Town, { studyId }: Objects) => ({ params: { id: studyId } });
const ofWarning = (_: Town, { warningId }: Objects) => ({ params: { id: warningId }, body: {} });
const ofWebhook = (_: Town, { webhookId }: Objects) => ({ params: { id: webhookId } });
const ofOgcPatrol = (_: Town, { patrolId }: Objects) => ({ params: { patrolId } });
const ofOgcTrack = (_: Town, { patrolId, handheldId }: Objects) => ({
  params: { patrolId, handheldId },
});
const ofIncidents = () => ({ params: { collectionId: 'incidents' } });
const figures = (_: Town, { areaId }: Objects) => ({
  query: { level: 'grid', period: 'day', ...DAYS, areaId },
});

/** How each operation is asked for a thing of a town. An operation without a row here has no tested access. */
export const CALLS: Calls = {
  getSite: none,
  signIn: ({ area }) => ({ body: { name: `${area}-supervisor`, password: PASSWORD } }),
  makeFirstAccount: () => ({
    body: {
      ...{ token: 'none', name: 'first', password: PASSWORD },
      place: { code: 'Z', name: 'Z', level: 'city', timeZone: 'UTC' },
    },
  }),
  endDemo: none,
  getSession: none,
  signOut: none,
  keepWall: none,
  startProviderSignIn: none,
  finishProviderSignIn: () => ({ query: { code: 'none', state: 'none' } }),
  getOwnAccount: none,
  changePassword: () => ({ body: { currentPassword: 'none', password: PASSWORD } }),
  offerSecondFactor: () => ({ body: { currentPassword: 'none' } }),
  confirmSecondFactor: () => ({ body: { code: '000000' } }),
  dropSecondFactor: () => ({ body: { currentPassword: PASSWORD } }),
  listViews: none,
  putView: () => ({ params: { name: 'Overdue' }, body: { search: '?light=red' } }),
  dropView: () => ({ params: { name: 'Overdue' } }),
  listOwnSessions: none,
  endOwnSession: () => ({ params: { session: SESSION } }),
  listAccounts: none,
  createAccount: ({ area }, { areaId }) => ({
    body: { name: `new of ${area}`, role: 'analyst', areaId },
  }),
  changeAccount: (town, one) => ({ ...ofAccount(town, one), body: { role: 'analyst' } }),
  resetPassword: ofAccount,
  resetSecondFactor: ofAccount,
  listAccountSessions: ofAccount,
  endAccountSession: (_, { accountId }) => ({ params: { id: accountId, session: SESSION } }),
  takeBackAct: () => ({ params: { id: 999_999 } }),
  listAccess: (_, { officerId }) => ({ query: { officerId } }),
  listAreas: none,
  getAreaCollection: none,
  getStaleness: (_, { areaId }) => ({ params: { id: areaId } }),
  readAreaFile: (town) => ({ body: areaFile(town).collection }),
  importTable: ({ officer }) => ({
    params: { kind: 'officers' },
    body: `code,name,category\n${officer},renamed,full-time\n`,
  }),
  exportTable: () => ({ params: { kind: 'officers' }, query: { format: 'csv', language: 'en' } }),
  listHandheldStates: none,
  revokeHandheld: ({ spare }) => ({ params: { code: spare }, body: { why: 'lost' } }),
  makeSheets: ({ handheld }) => ({ body: { handhelds: [handheld] } }),
  listPosts: none,
  putPosts: ({ area, officer }) => ({
    body: { posts: [{ officer, area, role: 'leader', firstDay: '2026-05-01', lastDay: null }] },
  }),
  getOfficerRecord: (_, { officerId }) => ({ params: { id: officerId } }),
  createEnrolment: ({ handheld }) => ({ params: { code: handheld }, body: {} }),
  enrol: () => ({ body: { token: 'x'.repeat(22), secretHash: '0'.repeat(64) } }),
  getTime: none,
  getOwnDuty: none,
  listOwnPatrols: none,
  getOwnEvidence: ofOwnPatrol,
  contestOwnVerdict: (town, one) => ({ ...ofOwnPatrol(town, one), body: { text: 'No.' } }),
  listOwnAlerts: () => ({ query: { since: RANGE.from } }),
  getOwnOverTime: none,
  listOwnLooks: none,
  getOwnNotice: none,
  agreeToNotice: () => ({ body: { notice: NOTICE } }),
  getOwnData: none,
  getOfficerData: (_, { officerId }) => ({ params: { id: officerId } }),
  suggestOwnPatrol: none,
  listFoundCategories: none,
  reportFound: (_, { position }) => ({
    body: { id: 'one', t: NOW, category: 'noise', severity: 'minor', position },
  }),
  listFoundBy: (_, { officerId }) => ({ params: { id: officerId }, query: RANGE }),
  scanCheckpoint: () => ({ body: { t: NOW, code: 'none' } }),
  printCheckpointCodes: ({ area }) => ({ body: { area, kind: 'day' } }),
  openCheckpointScreen: ({ area }) => ({ body: { area, checkpoint: 'none' } }),
  readCheckpointScreen: () => ({ body: { token: '1.none' } }),
  renewCheckpointCodes: ({ area }) => ({ body: { area, checkpoint: 'none' } }),
  putOwnKey: () => ({ body: { key: '0'.repeat(64) } }),
  getPushKey: none,
  subscribeToPush: () => ({
    body: {
      endpoint: 'https://push.example.com/1',
      keys: { p256dh: 'A'.repeat(87), auth: 'A'.repeat(22) },
      language: 'zh',
    },
  }),
  endPush: () => ({ body: { endpoint: 'https://push.example.com/1' } }),
  addPhoto: () => ({ params: { id: 'none', photo: 'one' }, body: 'a JPEG' }),
  importAreas: (town) => ({ body: areaFile(town) }),
  listComingChanges: none,
  withdrawAreas: () => ({ body: { from: FUTURE } }),
  listOfficers: none,
  listHandhelds: none,
  listPairs: () => ({ query: DAYS }),
  putPair: (_, { officerId, partnerId }) => ({
    body: { officerId, partnerId, ...PAIR, lastDay: null },
  }),
  dropPair: (_, { officerId, partnerId }) => ({ query: { officerId, partnerId, ...PAIR } }),
  putOfficers: ({ officer }) => ({
    body: { officers: [{ code: officer, name: 'renamed', category: 'full-time' }] },
  }),
  putHandhelds: ({ handheld }) => ({
    body: { handhelds: [{ code: handheld, secret: secretOf(handheld), datum: 'gcj02' }] },
  }),
  putAssignments: ({ officer, partner, grid, handheld }) => ({
    body: {
      officers: [{ officer, grid, from: FUTURE }],
      handhelds: [{ handheld, officer: partner, from: FUTURE }],
    },
  }),
  listCarriers: ofHandheld,
  listCarried: ofOfficer,
  listHeld: ofOfficer,
  assignHandheld: ({ handheld, partner: officer }) => ({
    body: {
      handheld,
      from: FUTURE,
      given: [{ officer, from: new Date(Date.parse(FUTURE) + assigned++).toISOString(), to: null }],
    },
  }),
  assignGrid: ({ grid, officer }) => ({
    body: {
      officer,
      from: FUTURE,
      given: [{ grid, from: new Date(Date.parse(FUTURE) + assigned++).toISOString(), to: null }],
    },
  }),
  getSetup: none,
  listHolidays: none,
  putHolidays: (town) => ({
    body: { holidays: [{ day: holidayOf(town), kind: 'holiday', name: '国庆节' }] },
  }),
  dropHoliday: (town) => ({ params: { day: holidayOf(town) } }),
  sendFixes: () => ({
    body: { session: NOW, fixes: [{ seq: 1, t: NOW, lng: 121.37, lat: 28.58 }] },
  }),
  listOwnRefused: none,
  callForHelp: () => ({ body: { text: 'help' } }),
  startPatrol: () => ({ body: { t: NOW } }),
  endPatrol: () => ({ body: { t: NOW + 1_000 } }),
  listRefused: ofHandheld,
  uploadTrack: (town, one) => ({
    ...ofHandheld(town, one),
    query: { timeZone: 'UTC' },
    body: 'time,lng,lat\n2026-06-01T01:00:00Z,121.371,28.581\n2026-06-01T01:00:10Z,121.371,28.582\n',
  }),
  listFixes: (_, { handheldId }) => ({ params: { id: handheldId }, query: RANGE }),
  getTracks: (_, { gridId }) => ({ params: { id: gridId }, query: RANGE }),
  getTrack: (_, { officerId }) => ({ params: { id: officerId }, query: RANGE }),
  listBindings: ofHandheld,
  bindHandheld: (town, one) => ({ ...ofHandheld(town, one), body: { protocol: 'osmand' } }),
  endBinding: (_, { handheldId, bindingId }) => ({ params: { id: handheldId, bindingId } }),
  confirmTerminal: (_, { handheldId, bindingId }) => ({
    params: { id: handheldId, bindingId },
    body: { terminal: 'A' },
  }),
  readHeardOf: ofHandheld,
  tellHandheld: (town, one) => ({ ...ofHandheld(town, one), body: { text: 'come in' } }),
  sendMessage: (_, { officerId }) => ({ params: { id: officerId }, body: { text: 'come in' } }),
  listMessages: (_, { officerId }) => ({ params: { id: officerId } }),
  listNear: () => ({ query: { lng: 121.37, lat: 28.58 } }),
  listOwnTexts: none,
  listOwnWarnings: none,
  noteOwnWarnings: () => ({ body: { taken: [{ id: 1, edition: 1 }] } }),
  noteOwnText: () => ({ params: { id: 1 }, body: { state: 'read' } }),
  setInterval: (town, one) => ({ ...ofHandheld(town, one), body: { seconds: 60 } }),
  listPatrols: none,
  getDayStandings: () => ({
    query: { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' },
  }),
  getEvidence: ofPatrol,
  getEvidencePdf: ofPatrol,
  getCounterparts: ofPatrol,
  contestVerdict: (town, one) => ({ ...ofPatrol(town, one), body: { text: 'No.' } }),
  decideContest: (_, { officerId, patrolId, contestId }) => ({
    params: { officerId, patrolId, contestId },
    body: { decision: 'upheld', note: 'seen' },
  }),
  suggestPatrol: (_, { gridId }) => ({ params: { id: gridId }, query: { minutes: 10, hours: 1 } }),
  suggestBeside: ofPatrol,
  listAlerts: none,
  acknowledgeAlert: (_, { officerId, alertId }) => ({
    params: { officerId, id: alertId },
    body: {},
  }),
  listIncidents: none,
  listIncidentColumns: (_, { areaId }) => ({ query: { ...RANGE, areaId } }),
  getIncident: ofIncident,
  getFound: ofIncident,
  getIncidentPhoto: (_, { incident }) => ({ params: { id: incident, photo: 'none' } }),
  listIncidentCategories: none,
  putIncidentCategories: () => ({
    body: { categories: [{ code: 'new', nameZh: '新', nameEn: 'New', points: 1 }] },
  }),
  changeIncidentCategory: () => ({ params: { code: 'fire' }, body: { nameEn: 'Fires' } }),
  mergeIncidentCategory: () => ({ params: { code: 'noise-night' }, body: { into: 'noise' } }),
  reportIncidents: (_, { incident, position }) => ({
    body: { incidents: [incidentAt(incident, NOW, position, { correction: true, revision: 2 })] },
  }),
  correctIncident: (town, one) => ({ ...ofIncident(town, one), body: { severity: 'serious' } }),
  withdrawIncident: ofIncident,
  listCases: none,
  countCases: none,
  openCase: (_, { incident }) => ({ body: { incidentId: incident } }),
  getCase: ofCase,
  takeCaseStep: (town, one) => ({ ...ofCase(town, one), body: { step: 'accept', version: 1 } }),
  getCaseProposals: ofCase,
  getCaseDuplicates: ofCase,
  getCasePhoto: (_, { caseId }) => ({ params: { id: caseId, photo: 'none' } }),
  addCasePhoto: (_, { caseId }) => ({ params: { id: caseId, photo: 'one' }, body: 'a JPEG' }),
  queryCaseMetrics: figures,
  listCaseMetricDefinitions: none,
  listDepartments: none,
  putDepartments: ({ area, officer }, { caseId }) => ({
    body: {
      departments: [
        {
          ...{ code: `d-${caseId}`, name: 'Roads', kind: 'department' },
          ...{ duties: [{ area }], officers: [officer] },
        },
      ],
    },
  }),
  listDeadlines: none,
  putDeadlines: ({ area }) => ({
    body: {
      deadlines: [
        {
          ...{ area, category: null, severity: null, from: FUTURE },
          rules: CASE_PRESETS.luqiao.rules,
        },
      ],
    },
  }),
  withdrawDeadline: ({ area }) => ({
    body: { area, category: null, severity: null, from: FUTURE },
  }),
  listCasePresets: none,
  listOwnCases: none,
  getOwnCase: ofCase,
  takeOwnCaseStep: (town, one) => ({
    ...ofCase(town, one),
    body: { key: 'one', step: 'take', t: NOW },
  }),
  getOwnCasePhoto: (_, { caseId }) => ({ params: { id: caseId, photo: 'none' } }),
  addOwnCasePhoto: (_, { caseId }) => ({
    ...{ params: { id: caseId, photo: 'one' }, query: { step: 'handle' }, body: 'a JPEG' },
  }),
  listOpen311Services: none,
  getOpen311Service: () => ({ params: { id: 'noise' } }),
  createOpen311Request: (_, { position }) => ({
    body: { service_code: 'noise', lat: String(position.lat), long: String(position.lng) },
  }),
  listOpen311Requests: none,
  getOpen311Request: (_, { caseId }) => ({ params: { id: caseId } }),
  getOpen311Token: (_, { caseId }) => ({ params: { id: caseId } }),
  listForeignCategories: none,
  putForeignCategories: () => ({ body: { categories: [{ code: '0101', category: 'noise' }] } }),
  dropForeignCategory: () => ({ params: { code: '0101' } }),
  listWarnings: none,
  getWarningCollection: none,
  getWarningRates: ofArea,
  getWarning: (_, { warningId }) => ({ params: { id: warningId } }),
  listWarningIncidents: (_, { warningId }) => ({ params: { id: warningId } }),
  acknowledgeWarning: ofWarning,
  takeWarning: ofWarning,
  closeWarning: (town, one) => ({ ...ofWarning(town, one), body: { verdict: 'real' } }),
  search: ({ officer }) => ({ query: { q: officer } }),
  getRisk: ofArea,
  getForecastScores: ofArea,
  listDays: (_, { gridId, officerId }) => ({ query: { ...DAYS, gridId, officerId } }),
  listLeave: () => ({ query: DAYS }),
  putLeave: (_, { officerId, partnerId: substituteId }) => ({
    body: {
      ...{ officerId, substituteId, kind: 'sick' },
      ...{ firstDay: '2026-05-04', lastDay: '2026-05-05' },
    },
  }),
  queryMetrics: figures,
  listMetricDefinitions: none,
  getMetricStatus: none,
  getWorthALook: ofArea,
  getFormalism: (_, { areaId }) => ({ query: { level: 'grid', ...DAYS, areaId } }),
  getEffort: ofArea,
  getCoverageHours: (_, { areaId }) => ({ query: { ...DAYS, areaId } }),
  getScores: (_, { areaId }) => ({ query: { scheme: 'all', level: 'officer', ...DAYS, areaId } }),
  putDepartmentFigures: ({ grid }) => ({
    body: {
      figures: [
        {
          ...{ id: `of-${grid}`, department: 'police', grid },
          ...{ day: '2026-05-01', kind: 'fire', count: 1 },
        },
      ],
    },
  }),
  listDepartmentFigures: () => ({ query: DAYS }),
  listNominations: () => ({ query: { year: 2026 } }),
  nominate: (_, { officerId }) => ({
    body: { scheme: 'all', level: 'officer', unitId: officerId, month: '2026-05', note: 'good' },
  }),
  decideNomination: (_, { nominationId }) => ({
    params: { id: nominationId },
    body: { decision: 'honoured', note: 'good' },
  }),
  listSchemes: none,
  listScoringPresets: none,
  putScheme: ({ area }) => ({
    body: {
      ...{ code: `of-${area}`, area, name: { zh: '一', en: 'One' }, from: '2026-05-01' },
      rules: Object.values(SCORING_PRESETS)[0]!.rules,
    },
  }),
  tryScheme: ({ area }) => ({
    body: {
      ...{ area, code: `of-${area}`, level: 'officer' },
      rules: Object.values(SCORING_PRESETS)[0]!.rules,
    },
  }),
  withdrawScheme: ({ area }) => ({ body: { area, code: `of-${area}`, version: 9 } }),
  getReport: (_, { areaId }) => ({ query: { areaId, period: 'day', at: '2026-05-01' } }),
  listReportSchedules: none,
  createReportSchedule: (_, { areaId }) => ({
    body: { areaId, period: 'week', language: 'zh', recipients: [] },
  }),
  deleteReportSchedule: (_, { reportId }) => ({ params: { id: reportId } }),
  listNorms: none,
  chooseNorm: (_, { gridId }) => ({ query: { gridId, category: 'full-time' } }),
  listNormPresets: none,
  publishNorm: (town) => ({ body: norm(town) }),
  withdrawNorm: ({ area }) => ({ body: { area, version: 9 } }),
  listWarningThresholds: none,
  publishWarningThresholds: ({ area }) => ({
    body: { area, thresholds: DEFAULT_THRESHOLDS, from: FUTURE },
  }),
  withdrawWarningThresholds: ({ area }) => ({ body: { area, version: 9 } }),
  tryWarningThresholds: ({ area }) => ({ body: { area, thresholds: DEFAULT_THRESHOLDS } }),
  backTestRules: ({ area }) => ({ body: { area, from: '2026-05-01', to: '2026-05-02' } }),
  backTestNorm: (town) => ({ body: { norm: norm(town), from: '2026-05-01', to: '2026-05-02' } }),
  putNorms: (town) => ({ body: { norms: [norm(town)] } }),
  listMethods: none,
  listStudies: none,
  previewStudy: (_, { areaId }) => ({ query: { method: 'dbscan', areaId } }),
  createStudy: (_, { areaId }) => ({
    body: { name: 'mine', method: 'dbscan', selection: { areaId } },
  }),
  getStudy: ofStudy,
  changeStudy: (town, one) => ({ ...ofStudy(town, one), body: { name: 'other' } }),
  cancelStudy: ofStudy,
  deleteStudy: ofStudy,
  varyStudy: (town, one) => ({ ...ofStudy(town, one), query: { distance: 100 } }),
  getStudyResult: (town, one) => ({ ...ofStudy(town, one), query: { format: 'columns' } }),
  getOgcApi: none,
  getOgcLanding: none,
  getOgcConformance: none,
  listOgcCollections: none,
  getOgcCollection: ofIncidents,
  getOgcQueryables: ofIncidents,
  listOgcItems: ofIncidents,
  getOgcItem: (_, { incident }) => ({
    params: { collectionId: 'incidents', featureId: incident },
  }),
  listOgcPatrols: none,
  getOgcPatrol: ofOgcPatrol,
  listOgcAlerts: none,
  getOgcAlert: (_, { alertId }) => ({ params: { alertId } }),
  listOgcTracks: none,
  getOgcTrack: ofOgcTrack,
  listOgcFixes: none,
  getOgcMovingGeometry: ofOgcTrack,
  listOgcMeasures: ofOgcTrack,
  getOgcMeasure: (_, { patrolId, handheldId }) => ({
    params: { patrolId, handheldId, measure: 'speed' },
  }),
  getOgcMovingFeature: ofOgcTrack,
  listOgcTilesets: ofIncidents,
  getOgcTileset: ofIncidents,
  getOgcTile: () => ({ params: { collectionId: 'incidents', z: 9, y: 213, x: 428 } }),
  getOgcStudyTile: (_, { studyId }) => ({ params: { studyId, z: 9, y: 213, x: 428 } }),
  getOgcFix: (_, { patrolId }) => ({ params: { patrolId, fix: '1.0.0' } }),
  listOgcStudyItems: (_, { studyId }) => ({ params: { studyId } }),
  getOgcStudyItem: (_, { studyId }) => ({ params: { studyId, featureId: '000000001' } }),
  listApiKeys: none,
  createApiKey: (_, { areaId }) => ({ body: { name: 'new', areaId } }),
  revokeApiKey: (_, { keyId }) => ({ params: { id: keyId } }),
  listWebhooks: none,
  createWebhook: (_, { areaId }) => ({
    body: {
      ...{ name: 'new', areaId, url: 'https://hooks.example.com/' },
      eventTypes: ['warning.raised'],
    },
  }),
  changeWebhook: (town, one) => ({ ...ofWebhook(town, one), body: { name: 'other' } }),
  rotateWebhookSecret: ofWebhook,
  deleteWebhook: ofWebhook,
  testWebhook: ofWebhook,
  listDeliveries: ofWebhook,
  retryDelivery: (_, { webhookId, deliveryId }) => ({
    params: { id: webhookId, delivery: deliveryId },
  }),
};
