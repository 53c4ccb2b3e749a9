import type { NoteCode } from '../../../studies/note.ts';

/** What a result tells its reader beside its figures. */
export const notes = {
  outside: '研究区域以外的 {{count}} 个事件未计入。',
  far: '远离其余各点：{{ids}}（共 {{count}} 个）。请核对坐标。',
  farLeftOut: '远离其余各点，未计入：{{ids}}（共 {{count}} 个）。请核对坐标。',
  unknownCells: '{{count}} 个单元的值未知，未计入。',
  apart: '网格分成 {{parts}} 块，各块之间相距超过 10 厘米；{{alone}} 个单元没有邻居。',
  snapped: '位置疑似被归并：{{percent}}% 的事件与其他事件位置相同，最多的一处有 {{most}} 个。',
  wholeOnly: '可能在所选时段之外的事件，落在时段内的可能性更大时才计入。',
  noWeights: '不使用权重和时段份额：每行计为 1。',
  coinciding: '位置重合的事件会使交叉验证的带宽趋近 0；请指定 bandwidthM。',
  edgeLost: '{{percent}}% 的密度落在栅格之外；边缘未作校正（edge），因此靠近边缘的密度偏低。',
  gaps: '时间不确定的事件按各时间带的概率计入（在其区间内均匀分布）；间隔按时刻计算。',
  tooFewPermutations:
    '此检验不可能显著：{{bands}} 个区间校正后的 p 不会低于 {{least}}；请至少取 {{needed}} 次置换。',
  squares: '不同位置过多，以边长 {{cellM}} 米的方格为地点。',
  sharedDays: '时间不确定的事件按份额计入可能发生的各天。',
  stopped: '随机模拟在 {{replicates}} 次后停止。',
  noExcess: '没有窗口的事件数超过预期（扫描低发时：低于预期）。',
  notConverged: '{{iterations}} 步后仍未收敛。',
  leastSpread: '触发的空间范围已到下限：重复事件就在相同位置。',
  uniformBackground: '均匀背景会把固定热点当成传染，分支比偏高。',
  middles: '时间不确定的事件取区间中点。',
  reportedCells: '未给定区域时，单元为此前报告过事件的单元。',
  noSplit:
    '没有聚集：事件在任何密度下都不会分成两个各有 {{minClusterSize}} 个以上的部分；rootMayBeCluster 可把全部事件作为一个聚集。',
  oneWeek: '检验时段不超过一周：置信区间把其中的事件视为相互独立。',
  jittered: '只有日期没有时刻：每个事件按种子 {{seed}} 随机放到当天的某一时刻。',
  beforeSteps: '第一个完整步长（自 {{from}} 起）之前的 {{count}} 个事件未计入。',
  calendarSteps:
    '完整的日历步长：{{from}} 至 {{to}}（{{timeZone}}）；其前 {{before}} 个、其后 {{after}} 个事件所在的步长不完整，未计入。各步长短不一：按同一速率比较，折算为 {{days}} 天的事件数。',
  unevenSteps:
    '各时段间隔不一（相隔 {{shortest}} 至 {{longest}} 天，是否缺了时段？），每个时段都按一步计。',
  reachBinds:
    '拟合出的触发作用有 {{percent}}% 落在查找范围之外，因此延迟和扩散偏小；reachD 取 {{reachD}}、reachM 取 {{reachM}} 才能容纳。',
} satisfies Record<NoteCode, string>;
