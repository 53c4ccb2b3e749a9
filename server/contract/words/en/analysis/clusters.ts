/** Core points and the borders between clusters. */
const POINTS = {
  minPts: 'Neighbours that make a core point, the point itself counted',
  ties: 'Cluster of a border point that several reach: of the nearest core point, or numbered first',
};

const ZONE = { timeZone: 'IANA time zone of the hour-of-week profile' };

/** Incidents and their clusters. */
const LABELS = {
  id: 'Id of the incident, or its row from 0',
  cluster: 'Cluster from 1, numbered by first core point; 0 is noise',
  role: 'Role: core, border or noise',
  ambiguous: 'Whether core points of several clusters reach this border point',
};

/** Clusters by density. */
export const clusters = {
  dbscan: {
    summary:
      'Density clusters: core incidents with minPts neighbours within eps, and what they reach',
    parameters: { epsM: 'Two incidents this close are neighbours', ...POINTS, ...ZONE },
    columns: { ...LABELS },
  },
  'st-dbscan': {
    summary: 'Density clusters in place and time; an interval counts at its middle',
    parameters: {
      epsM: 'Two incidents this close in place',
      epsDays: 'and this close in time are neighbours',
      ...POINTS,
      ...ZONE,
    },
    columns: { ...LABELS },
  },
  hdbscan: {
    summary: 'Clusters of any density (excess of mass) with membership and outlier scores',
    parameters: {
      minPts: 'Core distance reaches to this nearest incident, itself counted',
      minClusterSize: 'Fewest incidents of a cluster; as minPts when left out',
      rootMayBeCluster: 'Whether all incidents may form one cluster',
      ...ZONE,
    },
    columns: {
      id: 'Id of the incident, or its row from 0',
      cluster: 'Cluster from 1, numbered by first incident; 0 is noise',
      probability:
        'Depth in the cluster: density at which it leaves over that at which the cluster ends, 0..1',
      outlier: 'GLOSH score, 0..1',
      coreDistanceM: 'Distance to the minPts-th nearest incident, m',
    },
  },
};
