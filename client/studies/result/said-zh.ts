/** Chinese of what the methods of analysis say in English, by the English sentence. */
export const SAID_ZH: Record<string, string> = {
  'Density clusters: core incidents with minPts neighbours within eps, and what they reach':
    '密度聚类：eps 之内有 minPts 个邻居的核心事件，以及它们能到达的事件',
  'Two incidents this close are neighbours': '相距不超过此值的两个事件互为邻居',
  'Neighbours that make a core point, the point itself counted': '成为核心点所需的邻居数，含自身',
  'Cluster of a border point that several reach: of the nearest core point, or numbered first':
    '边界点可归多个聚集时：归最近核心点的聚集，或归编号最小的聚集',
  'IANA time zone of the hour-of-week profile': '一周各小时分布所用的时区（IANA）',
  'Id of the incident, or its row from 0': '事件编号，或从 0 起的行号',
  'Cluster from 1, numbered by first core point; 0 is noise':
    '聚集编号，从 1 起，按首个核心点排序；0 为噪声',
  'core, border or noise': '核心、边界或噪声',
  'Whether core points of several clusters reach this border point':
    '是否有多个聚集的核心点到达这个边界点',
  'Density clusters in place and time; an interval counts at its middle':
    '地点与时间上的密度聚类；时间区间取其中点',
  'Two incidents this close in place': '地点相距不超过此值',
  'and this close in time are neighbours': '且时间相距不超过此值的两个事件互为邻居',
  'Clusters of any density (excess of mass) with membership and outlier scores':
    '任意密度的聚类（超额质量），附归属程度与离群分数',
  'Core distance reaches to this nearest incident, itself counted':
    '核心距离取到第几个最近事件，含自身',
  'Fewest incidents of a cluster; as minPts when left out': '聚集的最少事件数；留空则同 minPts',
  'Whether all incidents may form one cluster': '是否允许全部事件成为一个聚集',
  'Cluster from 1, numbered by first incident; 0 is noise':
    '聚集编号，从 1 起，按首个事件排序；0 为噪声',
  'Depth in the cluster: density at which it leaves over that at which the cluster ends, 0..1':
    '在聚集中的深度：离开时的密度与聚集结束时的密度之比，0 到 1',
  'GLOSH score, 0..1': 'GLOSH 离群分数，0 到 1',
  'Distance to the minPts-th nearest incident, m': '到第 minPts 个最近事件的距离，米',
  'Kernel density of incidents on a raster, per km² (and per period)':
    '栅格上的事件核密度，每平方千米（及每时段）',
  'Shape of the kernel': '核函数形状',
  'σ of the Gaussian, radius of the quartic; chosen by `rule` when left out':
    '高斯核的 σ，四次核的半径；留空则按 rule 选取',
  'How a bandwidth left out is chosen; the rules can differ a hundredfold':
    '带宽留空时的选取规则；不同规则可相差百倍',
  'Side of a raster cell; the longer side / 128 when left out':
    '栅格单元边长；留空则取较长边的 1/128',
  'Raster cells along the longer side, instead of `cellM`': '较长边上的栅格数，代替 cellM',
  'west,south,east,north in the coordinates of the input; that of area or incidents when left out':
    '西,南,东,北，用输入的坐标；留空则取区域或事件的范围',
  'Every kernel at every cell, or within 1 % by FFT': '逐核逐格精确求和，或用 FFT，误差 1% 以内',
  'Edge correction: none, by the mass at each cell, or at each incident':
    '边缘校正：不校正、按单元处的质量、按事件处的质量',
  'One bandwidth an incident by the square-root law of Abramson':
    '按 Abramson 平方根律为每个事件取各自的带宽',
  'Length of the period that `rate` is told for': 'rate 所按时段的长度',
  'Column from the west, from 0': '自西起的列号，从 0 起',
  'Row from the south, from 0': '自南起的行号，从 0 起',
  'Centre of the cell': '单元中心',
  'Incidents per km² over the whole selection': '所选范围内每平方千米的事件数',
  'Incidents per km² and period, where perDays was given':
    '每平方千米、每时段的事件数，给了 perDays 才有',
  'Ratio of two density surfaces with one bandwidth: where a category is over-represented':
    '同一带宽的两个密度面之比：某类事件在哪里偏多',
  'Category in the numerator': '分子的类别',
  'Category in the denominator; all incidents when left out': '分母的类别；留空则为全部事件',
  'Share of the highest denominator below which no ratio is told':
    '分母低于其最大值的这一比例时不给出比值',
  'Incidents of the category per km²': '该类事件每平方千米数',
  'Incidents compared with per km²': '对照事件每平方千米数',
  'numerator / denominator; empty where the denominator is below the floor':
    '分子除以分母；分母过小处为空',
  'ratio over that of the totals: 1 is average': '比值除以总数之比：1 为平均',
  'Getis-Ord Gi* hot and cold spots on H3 cells, squares or any lattice':
    'H3 单元、方格或任意格网上的 Getis-Ord Gi* 冷热点',
  'Cells that incidents are counted in; auto is h3 of degrees, square of planar input':
    '计数所用的单元；auto 对经纬度用 h3，对平面坐标用方格',
  'Resolution of H3 cells (9: edge of 200 m)': 'H3 分辨率（9 级边长约 200 米）',
  'Side of square cells': '方格边长',
  'Cells of the study when the input has no area: in the hull of the incidents, those with incidents, or their rectangle':
    '输入没有区域时的研究单元：事件凸包内、有事件的、或外接矩形内',
  'Rings of cells that are neighbours': '几圈单元算作邻居',
  'Squares and polygons that are neighbours: by a corner, or by an edge':
    '方格与多边形相邻的判定：共角，或共边',
  'Cells with centres this close are neighbours, instead of rings':
    '中心相距不超过此值的单元互为邻居，代替圈数',
  'Weights: 1 each, or a row sums to 1': '权重：各为 1，或每行之和为 1',
  'Value set against the population: not, as it is, or empirical Bayes':
    '数值是否除以分母：不除、直接除、或经验贝叶斯',
  'Correction for testing every cell': '对逐个单元检验的校正',
  'Level at which a cell is called hot, cold or clustered': '判为热点、冷点或聚集的显著性水平',
  'Random permutations; 0 for none': '随机置换次数；0 为不做',
  'Seed of the random numbers; the same seed gives the same answer':
    '随机数种子；种子相同，结果相同',
  'Cell: id of the lattice, H3 index, or column_row of the square':
    '单元：格网编号、H3 编号，或方格的“列_行”',
  'Incidents in the cell, or the value given': '单元内事件数，或给定的值',
  'The value or the rate that was analysed': '实际分析的数值或比率',
  'Number of neighbours, without the cell itself': '邻居数，不含自身',
  'z score': 'z 值',
  'Two-sided normal p': '双侧正态 p 值',
  'p after the correction': '校正后的 p 值',
  'Two-sided conditional permutation p, where permutations were asked for':
    '双侧条件置换 p 值，做了置换才有',
  'permutationP after the correction': '校正后的置换 p 值',
  'Confidence by q with the sign of z: 3 at 99 %, 2 at 95 %, 1 at 90 %, 0 none':
    '按 q 的置信等级，符号同 z：3 为 99%，2 为 95%，1 为 90%，0 为无',
  'hot, cold or none at alpha, by permutationQ where there is one':
    '在 alpha 水平上为热点、冷点或无；有 permutationQ 时以其为准',
  "Local Moran's I: cells like their neighbours (HH, LL) and unlike them (HL, LH)":
    '局部莫兰指数：与邻居相似的单元（HH、LL）和相异的单元（HL、LH）',
  'Weights: a row sums to 1, or 1 each': '权重：每行之和为 1，或各为 1',
  "Local Moran's I": '局部莫兰指数 I',
  'Cell and neighbours above (H) or below (L) the mean: HH, LL, HL, LH':
    '单元与邻居高于（H）或低于（L）均值：HH、LL、HL、LH',
  'Whether q, or permutationQ, is at most alpha': 'q 或 permutationQ 是否不大于 alpha',
  'Rates per unit of population: raw, and smoothed by global and local empirical Bayes':
    '单位分母的发生率：原值，以及全局与局部经验贝叶斯平滑值',
  Cell: '单元',
  'The count given': '给定的计数',
  'The denominator given': '给定的分母',
  'value / population': '计数除以分母',
  'Shrunk towards the overall rate': '向总体发生率收缩',
  'Shrunk towards the rate of the neighbourhood': '向邻域发生率收缩',
  'Emerging hot spots: space-time Gi*, its trend, and the pattern of each cell':
    '新兴热点：时空 Gi*、其趋势，以及每个单元的模式',
  'Length of a time step; whole steps are laid back from the last incident':
    '时间步长；从最后一个事件起向前整步划分',
  "Steps before its own that a bin's neighbourhood reaches back": '时空单元的邻域向前包含几步',
  'Bins that mean and deviation are taken over': '均值与标准差取自哪些时空单元',
  'Correction over all bins of the cube': '对立方体全部时空单元的校正',
  'Level at which a bin is a hot or cold spot': '时空单元判为热点或冷点的显著性水平',
  'Level at which a trend is significant': '趋势的显著性水平',
  '8 patterns of hot and 8 of cold spots, or no pattern': '8 种热点与 8 种冷点模式，或无模式',
  'Mann-Kendall z of the z scores over time': 'z 值序列的 Mann-Kendall z',
  'Its two-sided p': '其双侧 p 值',
  "Kendall's S": 'Kendall S',
  "Sen's slope of the z scores, per step": 'z 值的 Sen 斜率，每步',
  'Steps that are hot spots': '为热点的步数',
  'Steps that are cold spots': '为冷点的步数',
  'z of the last step': '最后一步的 z 值',
  'Confidence bin of the last step, -3..3': '最后一步的置信等级，-3 到 3',
  'Sum of the values over all steps': '各步数值之和',
  'Finds where and when incidents exceed what chance explains, with windows of every place, size and length':
    '用各种地点、大小与时长的窗口，找出何时何地事件多于偶然',
  'Null model: permutation (cases only), poisson (population), bernoulli (controls), expectation (expected cases)':
    '零模型：permutation（只需事件）、poisson（人口）、bernoulli（对照）、expectation（期望数）',
  'prospective: clusters alive on the last day; retrospective: clusters at any time':
    'prospective：最后一天仍存在的聚集；retrospective：任何时间的聚集',
  'What a window may choose: places and times, places only, times only':
    '窗口可选择：地点与时间、只选地点、只选时间',
  'Days gathered into one interval, counted back from the last day':
    '合为一个时段的天数，从最后一天向前数',
  'Longest window; half of the study period when left out': '最长窗口；留空则为研究期的一半',
  'Largest share of all cases (permutation) or expected cases in a circle':
    '圆内最多占全部事件（permutation）或期望数的比例',
  'Largest radius of a circle; none when left out': '圆的最大半径；留空则不限',
  'Incidents only: side of the squares that make a place; when left out distinct positions, or, where there are over 4000, the finest squares of which at most 1000 are needed':
    '仅用于事件：作为地点的方格边长；留空则每个不同位置为一个地点，位置超过 4000 个时取格数不超过 1000 的最小方格',
  'Incidents only: first day of the study, ISO date': '仅用于事件：研究首日，ISO 日期',
  'Incidents only: last day of the study, ISO date': '仅用于事件：研究末日，ISO 日期',
  'Places equally far from a centre enter together; else one by one, smaller x then y first':
    '与圆心等距的地点一起进入；否则逐个进入，先 x 小后 y 小',
  'Fewest cases of a cluster': '聚集的最少事件数',
  'Monte Carlo replicates; 0 for none': '蒙特卡洛模拟次数；0 为不做',
  'Stop at this many replicates as great as the most likely cluster; 0 never':
    '有这么多次模拟不低于最可能的聚集时停止；0 为从不',
  'Prospective: runs so far that the p-values are adjusted for; 1 for none':
    '前瞻扫描：p 值按已运行的次数校正；1 为不校正',
  'Most clusters to list': '最多列出的聚集数',
  'Rank by log likelihood ratio, 1 the most likely cluster': '按对数似然比排序，1 为最可能的聚集',
  'Name of the place at the centre': '圆心地点名称',
  'Places inside': '圆内地点数',
  'Distance from the centre to the farthest place inside, metres': '圆心到圆内最远地点的距离，米',
  'First day, UTC date': '首日（UTC）',
  'Last day, UTC date': '末日（UTC）',
  'Cases inside': '圆内事件数',
  'Cases expected inside': '圆内期望事件数',
  'Cases over expected': '事件数与期望之比',
  'Risk inside over risk outside': '圆内与圆外风险之比',
  'Log likelihood ratio': '对数似然比',
  'Monte Carlo p': '蒙特卡洛 p 值',
  'p of a Gumbel distribution fitted to the replicates': '按模拟结果拟合的 Gumbel 分布 p 值',
  'Prospective: days between such clusters by chance alone':
    '前瞻扫描：仅凭偶然，隔多少天出现一次这样的聚集',
  'Tests by bands whether incidents close in space are close in time more often than by chance (near repeats)':
    '分档检验：地点相近的事件在时间上是否也比偶然更近（近重复）',
  'Edges of the distance bands, comma between': '距离分档的边界，用逗号分隔',
  'Edges of the bands of the time gap, comma between': '时间间隔分档的边界，用逗号分隔',
  'Edge a distance band holds: upper (a, b], the first also its lower; lower [a, b)':
    '距离档包含哪端：upper 为 (a, b]，首档也含下端；lower 为 [a, b)',
  'Edge a time band holds: upper (a, b], the first also its lower; lower [a, b)':
    '时间档包含哪端：upper 为 (a, b]，首档也含下端；lower 为 [a, b)',
  'A band of its own for pairs at exactly the same position': '位置完全相同的事件对单列一档',
  'date: gaps between UTC days, whole numbers; moment: gaps between moments':
    'date：按 UTC 日期的整天间隔；moment：按时刻的间隔',
  'Lower edge of the distance band, metres': '距离档下端，米',
  'Upper edge of the distance band, metres': '距离档上端，米',
  'Lower edge of the time band, days': '时间档下端，天',
  'Upper edge of the time band, days': '时间档上端，天',
  'Pairs in both bands': '同在两档内的事件对数',
  'Mean pairs when dates are permuted': '日期随机置换后的平均对数',
  'Knox ratio: observed over expected': 'Knox 比：观测除以期望',
  'Observed less expected, in standard deviations of the permutations':
    '观测减期望，以置换的标准差为单位',
  '(1 + permutations as great) / (1 + permutations)': '（1 + 不低于观测的置换数）/（1 + 置换数）',
  "p with Holm's adjustment over the table": '对全表作 Holm 校正的 p 值',
  'Pairs in the distance band times pairs in the time band over all pairs':
    '距离档对数乘时间档对数，除以总对数',
  'P(X >= observed) of a Poisson of mean `product`': '均值为 product 的泊松分布的 P(X >= 观测)',
  'P(X > observed) of the same (as surveillance::knox in R)':
    '同上，P(X > 观测)（同 R 的 surveillance::knox）',
  'Fits a self-exciting process (background and bursts) and expects incidents by cell for the next shift, day and week':
    '拟合自激过程（背景与触发），给出各单元下一班次、下一天、下一周的预期事件数',
  'kernel: background follows the places of the incidents; uniform: takes every fixed hot spot for contagion':
    'kernel：背景随事件地点变化；uniform：会把固定热点当作触发',
  'Bandwidth of the background; when left out, of 250, 500, 1000 and 2000 m the likeliest':
    '背景的带宽；留空则在 250、500、1000、2000 米中取似然最大者',
  'Farthest a burst is looked for': '触发作用的最远距离',
  'Longest a burst is looked for': '触发作用的最长时间',
  'Least spread of a burst; snapped positions would draw it to 0':
    '触发作用的最小扩散；位置重合会把它拉到 0',
  'Length of the next shift': '下一班次的长度',
  'Side of the square cells of the expectation': '预期所用方格的边长',
  'Most EM steps': 'EM 最多步数',
  'Middle of the cell, metres east (planar)': '单元中心，向东米数（平面）',
  'Middle of the cell, metres north (planar)': '单元中心，向北米数（平面）',
  'Expected incidents in the next shift': '下一班次的预期事件数',
  'Expected incidents in the next 24 hours': '今后 24 小时的预期事件数',
  'Expected incidents in the next 7 days': '今后 7 天的预期事件数',
  'Expects incidents by cell for the next period: a pool of counts, densities and near repeats weighted by past scores':
    '各单元下一时段的预期事件数：按以往得分加权合并计数、密度与近重复',
  'Category to forecast; every incident when left out. The other categories inform the forecast.':
    '要预测的类别；留空则为全部事件。其他类别也用于预测。',
  'Side of the square cells': '方格边长',
  'Period of one forecast': '一次预测的时段',
  'Past periods from which the pooled forecast learns its weights':
    '合并预测用多少个过去时段学习权重',
  'Expected incidents, pooled forecast': '预期事件数，合并预测',
  'Expected incidents, all-time counts': '预期事件数，历史总计数',
  'Expected incidents, 90-day counts': '预期事件数，90 天计数',
  'Expected incidents, kernel density of 300 m': '预期事件数，300 米核密度',
  'Scores forecasts on periods they did not know: hit rate, PAI, PEI*, log score, calibration, beside simple baselines':
    '在未知时段上给预测打分：命中率、PAI、PEI*、对数得分、校准，并与简单基线对照',
  'First moment tested, ISO; the last quarter of the period when left out':
    '检验的起始时刻，ISO；留空则为最后四分之一',
  'Moment the test ends, ISO; that of the input when left out':
    '检验的结束时刻，ISO；留空则到数据结束',
  'Shares of the area at which hits are counted, comma between':
    '计算命中所用的面积占比，用逗号分隔',
  'Bootstrap draws of weeks for the intervals': '区间所用的按周自助抽样次数',
  'pooled, all-time counts, 90-day counts, or kde': '合并、历史总计数、90 天计数或核密度',
  'Share of the cells picked at every origin': '每个起点选出的单元占比',
  'Incidents in the picked cells': '选出单元内的事件数',
  'Hits over all incidents of the test period': '命中数与检验期全部事件数之比',
  'Hit rate over share of the area': '命中率除以面积占比',
  'Hits over the most that as many cells could hold': '命中数与同样多单元最多可含事件数之比',
  'Lower end of the 95 % interval of the hit rate, weeks bootstrapped':
    '命中率 95% 区间的下端，按周自助抽样',
  'Upper end of the interval': '区间的上端',
  'Mean log of the share forecast for the cell of an incident': '事件所在单元预测占比的对数均值',

  m: '米',
  days: '天',
  hours: '小时',
  hot: '热点',
  cold: '冷点',
  none: '无',
  core: '核心',
  border: '边界',
  noise: '噪声',
  'no pattern': '无模式',
  'new hot spot': '新增热点',
  'consecutive hot spot': '连续热点',
  'intensifying hot spot': '加强的热点',
  'diminishing hot spot': '减弱的热点',
  'persistent hot spot': '持续热点',
  'oscillating hot spot': '振荡热点',
  'sporadic hot spot': '零星热点',
  'historical hot spot': '历史热点',
  'new cold spot': '新增冷点',
  'consecutive cold spot': '连续冷点',
  'intensifying cold spot': '加强的冷点',
  'diminishing cold spot': '减弱的冷点',
  'persistent cold spot': '持续冷点',
  'oscillating cold spot': '振荡冷点',
  'sporadic cold spot': '零星冷点',
  'historical cold spot': '历史冷点',
  'all-time counts': '历史总计数',
  '90-day counts': '90 天计数',
  pooled: '合并',
  given: '给定',
  lattice: '格网',
  occupied: '有事件的单元',
  extent: '外接矩形',
  hull: '外包范围',
  scott: 'Scott 规则',
  nrd: '正态参考（nrd）',
  lcv: '似然交叉验证',
  kde: '核密度',
  '{count} incidents outside the study area were left out.':
    '研究区域以外的 {count} 个事件未计入。',
  'Positions look snapped: {percent} % of incidents share a position, {most} the busiest one.':
    '位置疑似被归并：{percent}% 的事件与其他事件位置相同，最多的一处有 {most} 个。',
  'Incidents that may lie outside the selected period count when more likely inside.':
    '可能在所选时段之外的事件，落在时段内的可能性更大时才计入。',
  'Weights and shares of the period are not used: each row is 1.':
    '不使用权重和时段份额：每行计为 1。',
  'Coinciding incidents pull a cross-validated bandwidth towards 0; give bandwidthM.':
    '位置重合的事件会使交叉验证的带宽趋近 0；请指定 bandwidthM。',
  'Unknown times count by the chance of each band, uniform over their intervals; gaps are between moments.':
    '时间不确定的事件按各时间带的概率计入（在其区间内均匀分布）；间隔按时刻计算。',
  'Places are squares of {cellM} m, as there are too many positions.':
    '不同位置过多，以边长 {cellM} 米的方格为地点。',
  'Incidents of unknown time count in shares over the days they may have happened on.':
    '时间不确定的事件按份额计入可能发生的各天。',
  'Stopped after {replicates} replicates.': '随机模拟在 {replicates} 次后停止。',
  'No window holds more cases than expected.': '没有窗口的事件数超过预期。',
  'Not converged after {iterations} steps.': '{iterations} 步后仍未收敛。',
  'The spread of bursts is at its least value: repeats are at the very same positions.':
    '触发的空间范围已到下限：重复事件就在相同位置。',
  'A uniform background takes fixed hot spots for contagion; the branching ratio is too high.':
    '均匀背景会把固定热点当成传染，分支比偏高。',
  'Unknown times are taken at the middle of their intervals.': '时间不确定的事件取区间中点。',
  'Without an area, the cells are those in which anything was reported before.':
    '未给定区域时，单元为此前报告过事件的单元。',
};
