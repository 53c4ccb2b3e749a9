/** Schemes of places to start from. */
export const scoringPresets = {
  terms: {
    done: '巡查完成',
    'on-duty': '在岗',
    coverage: '覆盖',
    comb: '梳篦',
    staleness: '未巡时长',
    checkpoints: '重点部位',
    found: '发现事项',
    suspicious: '可疑巡查',
  },
  places: {
    luqiao: {
      name: '路桥星级评定',
      published: '每期对网格员星级评定；自动考核。权重与分档为示例。',
    },
    shawan: { name: '沙湾巡查考核', published: '每日两次错时巡查。考核方法未公布，全部为示例。' },
    rencheng: {
      name: '任城季度考评',
      published:
        '梳篦式巡查；季度考评，末 5 % 列出；十类事件全无的网格方可上光荣榜。权重与十类的代码为示例。',
    },
    xindu: {
      name: '新都月度计分',
      published: '两类网格员考核内容与分值不同，按月计分入薪酬。权重为示例。',
    },
    kaifeng: {
      name: '开封事项计分',
      published: '每类事项有分值（56 类 314 项），自动评分。巡查部分权重与上限为示例。',
    },
  },
};

/** What is told of a term: what is counted, and what it is worth. `scored` holds for a bonus as well. */
export const scoringTerm = {
  whole: '{{source}}：{{scale}}{{missing}}',
  unknown: '?',
  matters: {
    count: '{{by}}事项{{kinds}}数{{shared}}',
    points: '{{by}}事项{{kinds}}分值之和{{shared}}',
  },
  shared: '（无发现人的由网格当日在岗者均分）',
  kinds: '（{{kinds}}）',
  foundBy: { reported: '他人上报的', detected: '巡查发现的', department: '部门记录的' },
  scored: {
    linear: '{{zeroAt}} 得 0 分，{{fullAt}} 得 {{max}} 分，其间按比例',
    step: '达到 {{from}} 得 {{points}} 分',
    each: '每 1 得 {{points}} 分，最多 {{max}} 分',
  },
  deduction: {
    linear: '{{zeroAt}} 扣 0 分，{{fullAt}} 扣 {{max}} 分，其间按比例',
    step: '达到 {{from}} 扣 {{points}} 分',
    each: '每 1 扣 {{points}} 分，最多 {{max}} 分',
  },
  between: '，',
  missing: {
    'leave-out': '；无数据时不计，权重分给其他项',
    zero: '；无数据时 0 分',
    full: '；无数据时满分',
  },
};
