import { fileProblem } from '../problem.ts';
import { withoutInvisible } from '../texts/visible.ts';
import { zoneOfHeader } from '../times/zone-of-header.ts';

/** What a column of a file may hold, and the headers it goes by: first match wins. Written as `plainHeader` makes them. */
export const HEADERS = {
  track: [
    'trackid',
    'track',
    'tripid',
    'trip',
    'patrolid',
    '轨迹',
    '轨迹号',
    '轨迹编号',
    '轨迹id',
    '巡查编号',
  ],
  person: [
    ...['userid', 'user', 'username', 'officer', 'officerid', 'officername', 'officercode'],
    ...[
      'person',
      'personid',
      'staff',
      'staffid',
      'staffname',
      'employee',
      'employeeid',
      'worker',
      'workerid',
    ],
    ...[
      'patroller',
      'account',
      'name',
      '网格员',
      '网格员姓名',
      '网格员编号',
      '网格员id',
      '姓名',
      '人员',
    ],
    ...[
      '人员姓名',
      '人员编号',
      '人员id',
      '巡查员',
      '巡查员姓名',
      '责任人',
      '巡查人',
      '巡查人员',
      '工号',
      '用户',
      '用户名',
      '用户id',
      '账号',
    ],
  ],
  device: [
    ...['deviceid', 'device', 'devicename', 'deviceno', 'handheld', 'handheldid', 'terminal'],
    ...['terminalid', 'terminalno', 'imei', 'imsi', 'phone', 'phoneno', 'sn', 'serial', 'mac'],
    ...[
      '设备',
      '设备号',
      '设备编号',
      '设备id',
      '设备名称',
      '终端',
      '终端号',
      '终端编号',
      '终端id',
      '手持终端',
      '手机',
      '手机号',
      '手机号码',
      '设备imei',
      'sn码',
    ],
  ],
  time: [
    ...['tiso', 'time', 't', 'timestamp', 'datetime', 'gpstime', 'loctime', 'locationtime'],
    // When something happened comes before when it was told.
    ...['positiontime', 'occurredat', 'occurtime', 'recordtime', 'reporttime', 'createdat', 'ts'],
    'utc',
    ...['exceltime', 'exceldate', 'exceldatetime'],
    ...[
      '时间',
      '定位时间',
      '发生时间',
      '事发时间',
      '发现时间',
      '采集时间',
      '记录时间',
      '上报时间',
      '受理时间',
      '登记时间',
      '创建时间',
      '时间戳',
      '日期时间',
      'gps时间',
    ],
  ],
  date: ['date', 'day', '日期', '定位日期', '发生日期', '采集日期', '记录日期', '上报日期'],
  lng: ['lng', 'lon', 'long', 'longitude', 'x', '经度', 'gps经度', '定位经度', '经度坐标'],
  lat: ['lat', 'latitude', 'y', '纬度', 'gps纬度', '定位纬度', '纬度坐标'],
  accuracyM: [
    'accuracy',
    'accuracym',
    'accuracyft',
    'accuracyfeet',
    'horizontalaccuracy',
    'hacc',
    '精度',
    '定位精度',
    '水平精度',
    '误差',
    '精确度',
  ],
  speedMps: [
    'speed',
    'speedmps',
    'speedms',
    'speedkmh',
    'speedkph',
    'speedmph',
    'speedknots',
    'speedkts',
    '速度',
    '时速',
  ],
  headingDeg: [
    'heading',
    'headingdeg',
    'course',
    'bearing',
    'direction',
    '方向',
    '方位角',
    '航向',
    '航向角',
  ],
  mode: ['mode', '方式', '出行方式'],
} as const;
export type Role = keyof typeof HEADERS;

/** The same of incidents, besides when and where. */
export const INCIDENT_HEADERS = {
  id: [
    ...['id', 'incidentid', 'eventid', 'caseid', 'caseno', 'number', 'no', 'objectid', 'globalid'],
    ...['编号', '事件编号', '事件号', '事件id', '案件编号', '案件号', '案号', '工单号', '工单编号'],
    ...['流水号', '受理编号', '任务号'],
  ],
  category: [
    ...['category', 'kind', 'type', 'class', 'incidenttype', 'eventtype', 'offense', 'offence'],
    ...['crimetype', 'primarytype', '类别', '类型', '事件类别', '事件类型', '案件类别', '案件类型'],
    ...['案由', '小类', '大类', '问题类型'],
  ],
} as const;

/** What a column is called whose name stands in the header for the nth time. */
export const nameOfTwin = (name: string, nth: number) => `${name} (${nth})`;

/** @throws ReadingError where a column of this name is there more than once. */
export function requireOnce(names: readonly string[], name: string): string {
  if (names.includes(nameOfTwin(name, 2))) throw fileProblem('two-columns', { name });
  return name;
}

/** The columns among these names that go by one of these headers, the first header that any has. */
function columnsAmong(names: readonly string[], headers: readonly string[]): string[] {
  const plain = names.map(plainHeader);
  const header = headers.find((one) => plain.includes(one));
  return header === undefined ? [] : names.filter((_, k) => plain[k] === header);
}

/** Of columns of one header the one that names its zone holds. @throws ReadingError where several could be meant. */
function oneOf(columns: readonly string[]): string {
  const zoned = columns.filter((name) => zoneOfHeader(name) !== null);
  const [column, ...others] = zoned.length === 1 ? zoned : columns;
  if (others.length > 0) throw fileProblem('columns-alike', { columns: columns.join(', ') });
  return column!;
}

/** The column among these names that goes by one of these headers, the first header that any has. @throws ReadingError where several could be meant. */
export function columnAmong(
  names: readonly string[],
  headers: readonly string[],
): string | undefined {
  const columns = columnsAmong(names, headers);
  return columns.length > 0 ? oneOf(columns) : undefined;
}

/** A header without case, blanks, underscores, marks of what must be filled in, what stands in brackets and the zone of its times: `Accuracy (m)` and `accuracy_m` are near enough. */
export const plainHeader = (name: string) =>
  withoutInvisible(name)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[([【].*?[)\]】]/g, '')
    .replace(/[\s_\-.:/#"'*※]/g, '')
    .replace(/(?<=.)(utc|gmt)(\+?\d+)?$|^(utc|gmt)(?=.)|^北京(?=时间$)/, '');

/** Roles of which any column will do: what one unit says, another does. */
const ANY: readonly Role[] = ['accuracyM', 'speedMps', 'headingDeg', 'mode'];
const ROLES = Object.keys(HEADERS) as Role[];

/**
 * The column of each of these roles among the names of a file; `told` names columns by role and must be there.
 * @throws ReadingError where several may be meant.
 */
export function findColumns(
  names: readonly string[],
  told: Readonly<Record<string, string>> = {},
  roles: readonly Role[] = ROLES,
): Partial<Record<Role, string>> {
  const found: Partial<Record<Role, string>> = {};
  for (const [role, column] of Object.entries(told)) {
    if (!(role in HEADERS))
      throw fileProblem('no-such-role', { role, roles: Object.keys(HEADERS).join(', ') });
    found[role as Role] = columnNamed(names, column);
  }
  for (const role of roles.filter((one) => found[one] === undefined)) {
    const [first, ...others] = columnsAmong(names, HEADERS[role]);
    if (first === undefined) continue;
    found[role] = ANY.includes(role) ? first : oneOf([first, ...others]);
  }
  return found;
}

/** The column of this name, whatever its case. @throws ReadingError naming those there are. */
export function columnNamed(names: readonly string[], wanted: string): string {
  const same = (name: string) => name.toLowerCase() === wanted.trim().toLowerCase();
  const found = names.find((name) => name === wanted) ?? names.find(same);
  if (found !== undefined) return requireOnce(names, found);
  throw fileProblem('no-such-column', { wanted, columns: names.join(', ') });
}

/** `role=COLUMN,role=COLUMN` as a record. @throws ReadingError where a pair is none. */
export function readPairs(text: string | undefined): Record<string, string> {
  const pairs = (text ?? '').split(',').filter(Boolean);
  return Object.fromEntries(
    pairs.map((pair) => {
      const [role, column, ...rest] = pair.split('=').map((part) => part.trim());
      if (role && column && rest.length === 0) return [role, column];
      throw fileProblem('not-a-pair', { pair });
    }),
  );
}

/** Headers of controls, and of what else is counted as cases are: of its own day, and added up. */
export const isOfControls = (header: string): boolean => /^(control|对照)/i.test(header);
export const isCounted = (header: string): boolean =>
  isOfControls(header) || /^(expected|期望)/i.test(header);
