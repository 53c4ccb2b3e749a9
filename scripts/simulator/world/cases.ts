/** What is written where cases are handled in made-up deployments. */
export const CASE_REASONS = {
  withdraw: '现场已无问题',
  'pass-up': '超出本级处置能力',
  return: '不属本单位职责',
  suspend: '等待配件',
  'send-back': '现场未处置到位',
  reopen: '问题再次出现',
} as const;

/** Categories that open cases there, and the department that answers for each. */
export const CASE_DEPARTMENTS = [
  { category: 'facility', code: 'works', name: '公用事业服务中心', kind: 'service' },
  { category: 'flood', code: 'water', name: '水利局', kind: 'department' },
] as const;

/** Why a grid is put forward for an honour there. */
export const NOMINATION_NOTE = '全月走满，无治安、防汛责任事项';
