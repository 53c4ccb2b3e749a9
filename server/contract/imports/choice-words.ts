import type { ImportField } from './import.ts';

/** Where the console's dictionaries name what a column holds by code; of posts, leave and days too. */
export const CHOICE_WORDS: Partial<Record<ImportField, string>> = {
  category: 'officerCategory',
  datum: 'settings.handhelds.datum',
  role: 'postRole',
  accountRole: 'account.role',
  leaveKind: 'evaluation.duty.leave.kinds',
  dayKind: 'settings.holidays',
  departmentKind: 'settings.departments',
};
