/** Why nothing is done to a patrol, a verdict, a handheld, a message or a webhook. */
export const fieldProblems = {
  'codes-at-once': '一次最多 {{most}} 个码，现有 {{count}} 个：请缩短日期或选择下级区划',
  'codes-unreadable': '{{area}} {{id}} 的码无法读出：请更换',
  'no-verdict-yet': '此次巡查还没有核验结论',
  'no-own-verdict': '您没有此编号且已核验的巡查',
  'override-outcome': '更改结论须写明新的结论',
  'uphold-no-outcome': '维持结论时不填新的结论',
  'own-objection': '异议由您本人提出，须由其他督导员裁定',
  'no-open-objection': '没有此编号的未决异议',
  'suggested-for-grids': '只为网格建议巡查路线；此处是{{level}}',
  'patrol-runs': '此次巡查还没有结束',
  'no-text': '没有向此终端发送过消息 {{id}}',
  'notice-in-force': '现行的告知书是 {{notice}}',
  'carries-none': '该网格员现在没有终端',
  'not-on-calendar': '日历上没有 {{day}}',
  'no-webhook': '没有此编号的推送',
  'no-delivery': '此推送没有这次投递',
};
