/**
 * How the console makes sure before an act: it asks once more; says first what would change; it is a form that is filled in and saved; or one press, of what destroys nothing. `program`: no control of the console does it.
 */
export const MADE_SURE = ['question', 'preview', 'form', 'press', 'program'] as const;
export type MadeSure = (typeof MADE_SURE)[number];

/**
 * What undoes an act: it is taken back in the audit log; withdrawn until the day it is to hold from; another dated version takes its place from a day on; another act does
 * the reverse; the same is done again with what was before, which the audit log has. `none`: nothing does, for what the act is. `nothing-done`: it changes nothing.
 */
export const WAYS = [
  'taken-back',
  'withdrawn',
  're-dated',
  'reversed',
  'again',
  'none',
  'nothing-done',
] as const;
export type Way = (typeof WAYS)[number];

export interface WayBack {
  sure: MadeSure;
  back: Way;
  /** Operations that do it. */
  by?: readonly string[];
}

const way = (sure: MadeSure, back: Way, ...by: string[]): WayBack => ({
  ...{ sure, back },
  ...(by.length > 0 ? { by } : {}),
});

/** Every act of accounts, by its operation: whether it is asked about, and what undoes it. All of them are in the access log. */
export const WAYS_BACK: Readonly<Record<string, WayBack>> = {
  // The own account and session
  keepWall: way('press', 'reversed', 'signOut'),
  changePassword: way('form', 'again', 'changePassword'),
  offerSecondFactor: way('press', 'nothing-done'),
  confirmSecondFactor: way('form', 'reversed', 'dropSecondFactor'),
  dropSecondFactor: way('question', 'again', 'offerSecondFactor'),
  endOwnSession: way('question', 'again', 'signIn'),
  // Accounts
  createAccount: way('form', 'reversed', 'changeAccount'),
  changeAccount: way('question', 'reversed', 'changeAccount'),
  resetPassword: way('question', 'again', 'resetPassword'),
  resetSecondFactor: way('question', 'again', 'offerSecondFactor'),
  endAccountSession: way('question', 'again', 'signIn'),
  takeBackAct: way('question', 'taken-back', 'takeBackAct'),
  // Areas, people, things
  endDemo: way('question', 'none'),
  readAreaFile: way('press', 'nothing-done'),
  importAreas: way('preview', 're-dated', 'withdrawAreas', 'importAreas'),
  withdrawAreas: way('question', 'again', 'importAreas'),
  importTable: way('preview', 'taken-back', 'takeBackAct', 'importTable'),
  putOfficers: way('form', 'again', 'putOfficers'),
  putHandhelds: way('form', 'again', 'putHandhelds'),
  putAssignments: way('program', 're-dated', 'putAssignments'),
  assignHandheld: way('question', 're-dated', 'assignHandheld'),
  assignGrid: way('question', 're-dated', 'assignGrid'),
  putPosts: way('question', 'reversed', 'putPosts'),
  putLeave: way('question', 'reversed', 'putLeave'),
  putPair: way('form', 'reversed', 'dropPair'),
  dropPair: way('question', 'reversed', 'putPair'),
  putHolidays: way('form', 'taken-back', 'takeBackAct'),
  dropHoliday: way('question', 'taken-back', 'takeBackAct'),
  // Handhelds
  makeSheets: way('question', 'reversed', 'revokeHandheld'),
  createEnrolment: way('program', 'reversed', 'revokeHandheld'),
  revokeHandheld: way('question', 'reversed', 'makeSheets'),
  bindHandheld: way('form', 'reversed', 'endBinding'),
  confirmTerminal: way('press', 'reversed', 'endBinding'),
  endBinding: way('question', 'again', 'bindHandheld'),
  setInterval: way('program', 'again', 'setInterval'),
  uploadTrack: way('form', 'none'),
  printCheckpointCodes: way('press', 'nothing-done'),
  openCheckpointScreen: way('press', 'reversed', 'renewCheckpointCodes'),
  renewCheckpointCodes: way('question', 'none'),
  // Rules
  publishNorm: way('question', 'withdrawn', 'withdrawNorm', 'publishNorm'),
  putNorms: way('form', 're-dated', 'withdrawNorm', 'publishNorm'),
  withdrawNorm: way('question', 'again', 'publishNorm'),
  backTestNorm: way('press', 'nothing-done'),
  backTestRules: way('press', 'nothing-done'),
  publishWarningThresholds: way(
    'question',
    'withdrawn',
    'withdrawWarningThresholds',
    'publishWarningThresholds',
  ),
  withdrawWarningThresholds: way('question', 'again', 'publishWarningThresholds'),
  tryWarningThresholds: way('press', 'nothing-done'),
  putScheme: way('question', 'withdrawn', 'withdrawScheme', 'putScheme'),
  withdrawScheme: way('question', 'again', 'putScheme'),
  tryScheme: way('press', 'nothing-done'),
  putDeadlines: way('question', 'withdrawn', 'withdrawDeadline', 'putDeadlines'),
  withdrawDeadline: way('question', 'again', 'putDeadlines'),
  putDepartments: way('question', 'taken-back', 'takeBackAct'),
  putForeignCategories: way('form', 'taken-back', 'takeBackAct'),
  dropForeignCategory: way('question', 'taken-back', 'takeBackAct'),
  // Incidents and their categories
  putIncidentCategories: way('form', 'taken-back', 'takeBackAct'),
  changeIncidentCategory: way('form', 'taken-back', 'takeBackAct'),
  mergeIncidentCategory: way('question', 'none'),
  reportIncidents: way('question', 'reversed', 'withdrawIncident'),
  createOpen311Request: way('program', 'reversed', 'withdrawIncident'),
  correctIncident: way('form', 'again', 'correctIncident'),
  withdrawIncident: way('question', 'reversed', 'reportIncidents'),
  putDepartmentFigures: way('program', 'again', 'putDepartmentFigures'),
  // Work of the day
  contestVerdict: way('form', 'reversed', 'decideContest'),
  decideContest: way('form', 'again', 'contestVerdict'),
  acknowledgeAlert: way('press', 'none'),
  acknowledgeWarning: way('press', 'none'),
  takeWarning: way('press', 'none'),
  closeWarning: way('form', 'none'),
  openCase: way('form', 'reversed', 'takeCaseStep'),
  takeCaseStep: way('question', 'reversed', 'takeCaseStep'),
  addCasePhoto: way('form', 'none'),
  nominate: way('form', 'reversed', 'decideNomination'),
  decideNomination: way('form', 'none'),
  sendMessage: way('form', 'none'),
  tellHandheld: way('program', 'none'),
  createStudy: way('form', 'reversed', 'deleteStudy'),
  changeStudy: way('form', 'again', 'changeStudy'),
  cancelStudy: way('press', 'again', 'createStudy'),
  deleteStudy: way('question', 'again', 'createStudy'),
  putView: way('form', 'reversed', 'dropView'),
  dropView: way('question', 'again', 'putView'),
  // Reports and other programs
  createReportSchedule: way('form', 'reversed', 'deleteReportSchedule'),
  deleteReportSchedule: way('question', 'again', 'createReportSchedule'),
  createApiKey: way('form', 'reversed', 'revokeApiKey'),
  revokeApiKey: way('question', 'again', 'createApiKey'),
  createWebhook: way('form', 'reversed', 'deleteWebhook'),
  changeWebhook: way('form', 'reversed', 'changeWebhook'),
  deleteWebhook: way('question', 'again', 'createWebhook'),
  rotateWebhookSecret: way('question', 'again', 'rotateWebhookSecret'),
  testWebhook: way('press', 'nothing-done'),
  retryDelivery: way('press', 'nothing-done'),
};
