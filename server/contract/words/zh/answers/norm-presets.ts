/** Norms of places by place: what is published of them, and their norms by category of officers. */
export const normPresets = {
  luqiao: {
    name: '路桥',
    published: '每日至少两次，每次至少两小时',
    norms: { all: '每日两巡、每巡两小时' },
  },
  shawan: { name: '沙湾', published: '每日两次错时巡查', norms: { all: '每日两次错时巡查' } },
  rencheng: {
    name: '任城',
    published: '梳篦式巡查：周期内网格每处都走到；季度考评',
    norms: { all: '梳篦式巡查' },
  },
  xindu: {
    name: '新都',
    published: '两类网格员，考核内容与分值不同，按月计分',
    norms: { 'full-time': '专职网格员', specialist: '中心专员' },
  },
  kaifeng: {
    name: '开封',
    published: '专职与兼职网格员；事项按类计分，自动评分',
    norms: { 'full-time': '专职网格员', 'part-time': '兼职网格员' },
  },
};
