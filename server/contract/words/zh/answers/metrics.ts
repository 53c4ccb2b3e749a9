/** Metrics by their id: what each is called and how it is computed. */
export const metrics = {
  dutyDays: { name: '应勤人日', formula: '按当日标准、排班与请假，要求巡查的人日数' },
  onDutyDays: { name: '在岗人日', formula: '应勤人日中至少有一次已核验巡查的人日数' },
  onDutyRate: { name: '在岗率', formula: '在岗人日 ÷ 应勤人日' },
  leaveDays: { name: '请假人日', formula: '网格责任人请假的人日数，不计应勤' },
  patrolsRequired: {
    name: '应巡次数',
    formula: '应勤人日的标准巡查次数之和；替班者承担被替者的次数',
  },
  patrolsDone: {
    name: '完成次数',
    formula:
      '结论为达标（或经人工改判为达标），且满足间隔与错时时段、未被重复计算的巡查次数；在其他网格的计入该网格',
  },
  completionRate: {
    name: '巡查完成率',
    formula: '逐人逐日取完成次数与应巡次数的较小者求和 ÷ 应巡次数；为 1 时没有未达标的人日',
  },
  staggeredRate: {
    name: '错时到岗率',
    formula: '应巡日中，标准规定的时段里有巡查开始（可疑的除外，时长不论）的时段数 ÷ 规定的时段数',
  },
  recognised: { name: '识别的巡查', formula: '未按开始键、由轨迹识别出的巡查次数' },
  effectiveMin: { name: '有效巡查时长', formula: '各次巡查有效时长之和；同一人同一时段只计一次' },
  requiredMin: { name: '应巡时长', formula: '应巡次数 × 每次时长' },
  jointMin: {
    name: '结伴时长',
    formula: '有效时长中另有他人先在同一网格巡查的部分；有效时长减去它即网格被巡查的时长',
  },
  helpMin: {
    name: '支援时长',
    formula: '有效时长中在非本人网格（也非替班网格）的部分，计入所在网格',
  },
  distanceM: { name: '巡查里程', formula: '各次巡查里程之和；同一人同一时段只计一次' },
  coverageMean: { name: '单次平均覆盖率', formula: '各次巡查覆盖率的平均' },
  coverageUnion: {
    name: '期间覆盖率（梳篦）',
    formula:
      '期间至少看到一次的单元格权重 ÷ 全部可巡单元格权重；可疑的巡查所见不计，梳篦与未巡各项同此；网格改划时各版本按天数加权',
  },
  combRate: {
    name: '梳篦达标率',
    formula:
      '期间内每天回看标准的 periodDays 天，这些天看到的单元格权重占比达到 coveragePerPeriod 的天数 ÷ 可回看满的天数',
  },
  combCoverage: { name: '梳篦窗口平均覆盖率', formula: '上述各窗口内看到的单元格权重占比的平均' },
  combMet: { name: '梳篦达标', formula: '期间内所有窗口都达标为 1，否则为 0；没有完整窗口时为空' },
  stalenessMeanH: {
    name: '平均未巡时长',
    formula:
      '期末（记录中最后一天）各单元格距最近一次看到的天数按权重平均 × 24；当天看到为 0；未看到的从 92 天内有记录的第一天算起',
  },
  stalenessMaxH: { name: '最长未巡时长', formula: '期末各单元格距最近一次看到的天数的最大值 × 24' },
  unseenShare: {
    name: '长期未巡占比',
    formula: '期末 92 天内从未看到的单元格权重 ÷ 全部可巡单元格权重',
  },
  checkpointRate: {
    name: '重点部位到访率',
    formula: '各次已核验巡查到访的重点部位 ÷ 其应到访的重点部位；可疑的巡查所称的到访不计',
  },
  checkpointWeekRate: {
    name: '重点部位周到访达标率',
    formula:
      '期间内每天回看 7 天：到访次数达到标准 checkpointVisitsPerWeek（未设为 1；可疑的巡查不计）的重点部位 ÷ 标准的重点部位，各天合计',
  },
  weakSignals: { name: '弱异常信号', formula: '各次巡查的弱异常信号数之和' },
  strongSignals: { name: '强异常信号', formula: '各次巡查的强异常信号数之和' },
  contested: { name: '申诉的巡查', formula: '有申诉的巡查次数' },
  overridden: { name: '改判的巡查', formula: '经人工改判的巡查次数' },
  completeness: {
    name: '数据完整率',
    formula: '1 − 超限空白时长 ÷ 巡查总时长：应有定位中实际可用的比例',
  },
};

/** Metrics of which there is one for each outcome or signal. */
export const metricFamilies = {
  outcomeDays: { name: '{{outcome}}人日', formula: '日结论为“{{outcome}}”的人日数' },
  outcomePatrols: {
    name: '{{outcome}}的巡查',
    formula: '现行结论（含改判）为“{{outcome}}”的巡查次数',
  },
  signal: { name: '信号：{{signal}}', formula: '各次巡查中“{{signal}}”信号（强弱均计）的次数' },
};
