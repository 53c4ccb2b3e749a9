/** Core points and the borders between clusters. */
const POINTS = {
  minPts: '成为核心点所需的邻居数，含自身',
  ties: '边界点可归多个聚集时：归最近核心点的聚集，或归编号最小的聚集',
};

const ZONE = { timeZone: '一周各小时分布所用的时区（IANA）' };

/** Incidents and their clusters. */
const LABELS = {
  id: '事件编号，或从 0 起的行号',
  cluster: '聚集编号，从 1 起，按首个核心点排序；0 为噪声',
  role: '角色：核心、边界或噪声',
  ambiguous: '是否有多个聚集的核心点到达这个边界点',
};

/** Clusters by density. */
export const clusters = {
  dbscan: {
    summary: '密度聚类：eps 之内有 minPts 个邻居的核心事件，以及它们能到达的事件',
    parameters: { epsM: '相距不超过此值的两个事件互为邻居', ...POINTS, ...ZONE },
    columns: { ...LABELS },
  },
  'st-dbscan': {
    summary: '地点与时间上的密度聚类；时间区间取其中点',
    parameters: {
      epsM: '地点相距不超过此值',
      epsDays: '且时间相距不超过此值的两个事件互为邻居',
      ...POINTS,
      ...ZONE,
    },
    columns: { ...LABELS },
  },
  hdbscan: {
    summary: '任意密度的聚类（超额质量），附归属程度与离群分数',
    parameters: {
      minPts: '核心距离取到第几个最近事件，含自身',
      minClusterSize: '聚集的最少事件数；留空则同 minPts',
      rootMayBeCluster: '是否允许全部事件成为一个聚集',
      ...ZONE,
    },
    columns: {
      id: '事件编号，或从 0 起的行号',
      cluster: '聚集编号，从 1 起，按首个事件排序；0 为噪声',
      probability: '在聚集中的深度：离开时的密度与聚集结束时的密度之比，0 到 1',
      outlier: 'GLOSH 离群分数，0 到 1',
      coreDistanceM: '到第 minPts 个最近事件的距离，米',
    },
  },
};
