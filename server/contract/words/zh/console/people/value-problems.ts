/** What may be wrong at a place in a file, or with how it is to be read. */
export const valueProblems = {
  'no-such-day': '没有 {{day}} 这一天',
  'no-such-time': '没有 {{time}} 这一时刻',
  'leap-second': '第 60 秒是闰秒，只出现在 UTC 23:59',
  'no-time-zone': '{{timeZone}} 不是 IANA 时区，例如 Asia/Shanghai',
  'no-time': '{{given}} 读不成时间；请写作 2026-11-03 08:05 或 2026-11-03T08:05:00+08:00',
  'year-of-two-digits': '{{given}} 读不成时间；年份请写四位',
  'two-days':
    '{{given}} 可能是两个不同的日期；请指明 dd/mm/yyyy 或 mm/dd/yyyy（--time-format），或先写年份',
  'no-time-of-day': '{{given}} 读不成时间：{{text}} 不是一天中的时刻',
  'no-such-offset': '{{given}} 与 UTC 之差超过任何时区',
  'no-such-hour': '{{given}}：{{half}}没有 {{hour}} 点',
  'no-such-format': '时间写法 {{timeFormat}} 不在 {{formats}} 之中',
  'not-of-format': '{{given}} 不是 {{format}} 的数字',
  'outside-format': '{{given}} 超出 {{format}} 可取的范围',
  'days-of-excel': '{{given}} 像是电子表格的天数；请指明 excel（--time-format）',
  'no-bare-time':
    '{{given}} 不是可信的时间：只有数字时按 yyyymmdd、2000 至 2032 年的 Unix 秒或毫秒读取；请指明是哪一种（--time-format：{{formats}}）',
  'no-bare-time-or-day':
    '{{given}} 不是可信的时间：只有数字时按 yyyymmdd、2000 至 2032 年的 Unix 秒或毫秒，或小于 30000 的自 1970-01-01 起的天数读取；请指明是哪一种（--time-format：{{formats}}）',
  'no-such-period': '没有 {{given}} 这一时段',
  'comma-or-thousands':
    '{{given}} 中的逗号可能是小数点，也可能是千位分隔；请改用小数点，或去掉逗号',
  'not-a-number': '不是数字：{{given}}',
  'too-large': '过大：{{given}}',
  missing: '缺少 {{name}}',
  'damaged-value': '{{path}} 含有字符 U+{{character}}：在先前的转换中已损坏；请按原样发送',
  'damaged-character': '文本含有字符 U+{{character}}：在先前的转换中已损坏；请按原样发送',
  'no-such-role': '没有要找的列 {{role}}；可指明的有 {{roles}}',
  'no-such-column': '没有列“{{wanted}}”；文件中的列有 {{columns}}',
  'not-a-pair': '{{pair}} 不是“用途=列名”',
  'may-be': '可填 {{choices}}',
  characters: '应有 {{least}} 至 {{most}} 个字符',
  'option-not-of-format': '{{option}} 不适用于 {{format}}',
  'below-itself': '它将成为自己的下级',
  'columns-alike': '可能指的列不止一列：{{columns}}；请指明是哪一列（--columns）',
  'nobody-named': '“{{column}}”列为空，而其他行有多人；请逐行填写（合并单元格只在首行留有内容）',
  'times-cut':
    '时间没有秒，同一分钟内多达 {{count}} 行且位于多处：秒可能已被电子表格截去，也可能是多人的记录；请保留秒（yyyy-mm-dd hh:mm:ss），或每人一个文件',
  'several-people':
    '同一时刻出现在多处：一个文件中有多人或多台设备，没有一列能将其分开；请每人一个文件',
  'several-people-by':
    '同一时刻出现在多处：一个文件中有多人或多台设备；请指明以哪一列区分：--columns person={{column}}',
  'no-nmea': '没有一行是 NMEA 0183 语句，如 $GPRMC,...*hh',
  'no-row-with-time': '第 {{line}} 行没有时间；没有一行同时有时间和位置',
  'no-row-with-position': '第 {{line}} 行没有位置；没有一行同时有时间和位置',
  'tracks-of-several': '文件中是 {{people}} 的轨迹：请每台终端一个文件',
  'no-points': '没有找到有时间和位置的点（按 {{format}} 读取）',
  'too-many-points': '共 {{count}} 个点；一个文件最多 {{most}} 个，请按天分开',
  swapped: '{{x}}, {{y}} 远离任何使用地，互换后在中国境内：纬度写在了前面；请把列名写对',
  'not-degrees': '{{x}}, {{y}} 不是以度为单位的经度、纬度',
  'latitude-first':
    '{{x}}, {{y}} 不是以度为单位的经度、纬度：纬度写在了前面；请互换（GeoJSON 与本系统均经度在前）',
  'looks-projected':
    '{{x}}, {{y}} 不是以度为单位的经度、纬度：像是 {{systems}}；请先转换为 WGS-84，例如：ogr2ogr -t_srs EPSG:4326 out.geojson in.geojson',
  'sixty-minutes': '分和秒不能到 60：{{given}}',
  'other-system':
    '文件写明坐标系为 {{system}}；请先转换为 WGS-84，例如：ogr2ogr -t_srs EPSG:4326 out.geojson in.geojson',
  'system-in-metres':
    '文件写明坐标系为 {{system}}（{{name}}，单位为米）；请先转换为 WGS-84，例如：ogr2ogr -t_srs EPSG:4326 out.geojson in.geojson',
  'system-in-degrees':
    '文件写明坐标系为 {{system}}（{{name}}，经纬度与 WGS-84 相差约 50 至 150 米）；请先转换为 WGS-84，例如：ogr2ogr -t_srs EPSG:4326 out.geojson in.geojson',
  'not-of-rings': '多边形不是由 [经度，纬度] 两个数字组成的环',
  'ring-crosses': '一个环与自身或另一环相交，在起于 {{place}} 的边处；请重新绘制，使各边不相交',
  'no-ground': '多边形没有面积：顶点不足 3 个，或都在一条直线上',
  'no-period': '{{given}} 不是时段；请写作 2026-11、2026-Q4 或 2026-W45',
  'calendar-line': '不是日历文件的一行（{{what}}）',
  'calendar-nesting': '{{what}} 没有对应的开头或结尾',
  'rule-not-read':
    '无法读取重复规则 {{rule}}；请用 FREQ=YEARLY、MONTHLY、WEEKLY 或 DAILY，或逐日列出',
  'rule-too-long': '重复超过 {{most}} 次；请缩短',
  'event-too-long': '持续 {{days}} 天；节假日最多 {{most}} 天',
  'event-ends-before': '结束早于开始',
};
