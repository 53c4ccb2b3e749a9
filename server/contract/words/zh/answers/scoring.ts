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
    staggered: '错时到岗',
    officers: '所负责网格员',
    handled: '处置案件',
    'in-time': '按时办结',
    accepted: '网格长验收',
    hours: '处置用时',
    rating: '乡镇评分',
  },
  places: {
    luqiao: {
      name: '路桥星级评定',
      published:
        '每期对网格员星级评定，其星级计入网格长、网格指导员的评定；自动考核。权重与分档为示例。',
    },
    shawan: {
      name: '沙湾巡查考核',
      published: '每日两次巡查，错时上岗另作一项。考核方法未公布，全部为示例。',
    },
    rencheng: {
      name: '任城季度考评',
      published:
        '梳篦式巡查；季度考评，末 5 % 列出；十类事件全无的网格方可上光荣榜；“网格吹哨、部门报到”。权重与十类的代码为示例。',
    },
    xindu: {
      name: '新都月度计分',
      published:
        '两类网格员考核内容与分值不同，按月计分入薪酬；中心、站所人员另有内容；年度评最佳网格、网格员、网格长、网格警员。权重为示例。',
    },
    kaifeng: {
      name: '开封事项计分',
      published:
        '每类事项有分值（56 类 314 项），自动评分；部门办理结果由网格长验收、乡镇评分。权重与上限为示例。',
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
  officers: {
    stars: '所负责网格员的星级（按天数平均）',
    total: '所负责网格员的得分（按天数平均）',
  },
  cases: { handler: '案件{{figure}}', finder: '所发现事项的案件{{figure}}' },
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
