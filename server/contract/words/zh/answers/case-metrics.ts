/** Figures of cases: name and how they are reckoned. */
export const caseMetrics = {
  opened: {
    name: '立案数',
    formula: '期内立案的案件；撤案或并案后恢复办理的仍为一件，计在首次立案之日，按现状统计',
  },
  closed: { name: '结案数', formula: '其中至今已结案的' },
  acceptedInTime: {
    name: '按时受理率',
    formula:
      '时限内受理 ÷（已受理＋已超期）；上报上级或下派后各级各有时限，以最先受理或最先超期的一级为准，此前撤案、并案的两边都不计',
  },
  closedInTime: { name: '按时办结率', formula: '时限内办结 ÷（已办结＋已超期）' },
  acceptMedianH: { name: '受理用时', formula: '从上报到受理的小时数，中位数' },
  dispatchMedianH: { name: '派遣用时', formula: '从受理到派遣的小时数，中位数' },
  handleMedianH: { name: '处置用时', formula: '从派遣到处置完毕的小时数，中位数' },
  checkMedianH: { name: '核查用时', formula: '从处置完毕到核查的小时数，中位数' },
  closeMedianH: { name: '办结用时', formula: '从上报到结案的小时数，中位数' },
  arrivalSeenRate: {
    name: '到场可见率',
    formula:
      '派出后 7 天内、处置完毕或终结前，网格员本人轨迹到达现场 50 米内的案件 ÷ 由网格员处置（或最后由其处置）的案件',
  },
  arrivalMedianMin: {
    name: '哨响人到用时',
    formula:
      '从派给网格员（无人派遣的从其接手）到其本人轨迹首个进入现场 50 米内定位点的分钟数，取见到到场的案件的中位数；以案件最近一次变动或该网格员巡查最近一次核验时已有的定位为准',
  },
  solvedInGridRate: { name: '网格内化解率', formula: '未上报上级、未派部门而结案 ÷ 结案' },
  passedUp: { name: '上报上级', formula: '至少上报过一次的案件' },
  sentBack: { name: '退回重办', formula: '处置至少被退回过一次的案件' },
  closedAtOnceRate: { name: '一次验收通过率', formula: '未被网格长退回重办而结案 ÷ 结案' },
  yellowCards: { name: '黄牌', formula: '有黄牌而无红牌的案件' },
  redCards: { name: '红牌', formula: '有红牌的案件' },
  overdue: { name: '超期未结', formula: '超过时限的未结案件' },
  rating: { name: '评分', formula: '评分均值，1 至 5 分' },
  points: { name: '分值', formula: '已结案件类别的分值合计' },
};
