/** Norms of places by place: what is published of them, and their norms by category of officers. */
export const normPresets = {
  luqiao: {
    name: '路桥',
    published: '专职网格员每日至少两次，每次至少两小时，一格一员；兼职不巡查',
    norms: { 'full-time': '每日两巡、每巡两小时', all: '兼职：不要求巡查' },
  },
  shawan: {
    name: '沙湾',
    published: '每日两次错时巡查；农村网格员无终端、不定位，协管员不巡查',
    norms: {
      'full-time': '每日两次错时巡查',
      'rural-full-time': '农村网格员：不定位',
      all: '协管员：不要求巡查',
    },
  },
  rencheng: {
    name: '任城',
    published: '梳篦式巡查：网格员在周期内走遍网格每处；部门专员不巡查；季度考评',
    norms: { 'full-time': '梳篦式巡查', all: '部门专员：不要求巡查' },
  },
  xindu: {
    name: '新都',
    published: '网格内的网格员巡查；中心与派出所人员另按其内容计分，按月',
    norms: { 'full-time': '网格内网格员', all: '中心人员：不要求巡查' },
  },
  kaifeng: {
    name: '开封',
    published: '专职网格员巡查，兼职在分到网格与终端时巡查；事项按类计分，自动评分',
    norms: {
      'full-time': '专职网格员',
      'part-time': '有网格的兼职网格员',
      all: '其他：不要求巡查',
    },
  },
};
