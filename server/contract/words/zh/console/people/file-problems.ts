import { accessProblems } from './access-problems.ts';
import { actProblems } from './act-problems.ts';
import { areaProblems } from './area-problems.ts';
import { caseProblems } from './case-problems.ts';
import { fieldProblems } from './field-problems.ts';
import { foreignProblems } from './foreign-problems.ts';
import { parserProblems } from './parser-problems.ts';
import { requestProblems } from './request-problems.ts';
import { ruleProblems } from './rule-problems.ts';
import { scoreProblems } from './score-problems.ts';
import { valueProblems } from './value-problems.ts';

/** What may be wrong with a file, as a whole and within, or with what was asked, by its code. */
export const fileProblems = {
  ...valueProblems,
  ...areaProblems,
  ...parserProblems,
  ...foreignProblems,
  ...ruleProblems,
  ...actProblems,
  ...requestProblems,
  ...accessProblems,
  ...caseProblems,
  ...scoreProblems,
  ...fieldProblems,
  empty: '文件是空的',
  archive: '文件是压缩包或电子表格而不是文本；请另存为 CSV 或先解压',
  'utf-32': '文本是 UTF-32 编码；请另存为 UTF-8 后重试',
  'mostly-utf-8':
    '第 {{lines}} 行（自第 {{byte}} 字节起）不是有效的 UTF-8，其余部分是；请另存为 UTF-8 后重试',
  'neither-encoding':
    '第 {{line}} 行（第 {{byte}} 字节）不是有效的 UTF-8，第 {{other}} 字节也不是有效的 GB18030；请另存为 UTF-8 后重试',
  'not-chinese':
    '第 {{line}} 行（第 {{byte}} 字节）不是有效的 UTF-8，也不是 GB18030 的中文；请另存为 UTF-8 后重试',
  'not-encoding': '第 {{byte}} 字节不是有效的 {{encoding}}；请另存为 UTF-8 后重试',
  'unknown-encoding': '文件声明的编码 {{label}} 无法识别；请另存为 UTF-8 后重试',
  'zero-byte':
    '第 {{line}} 行（第 {{byte}} 字节）有 0 字节：可能是没有标记的 UTF-16，或不是文本；请另存为 UTF-8 后重试',
  'damaged-text':
    '第 {{line}} 行（第 {{byte}} 字节）有替换字符 U+FFFD：文本在先前的转换中已损坏；请重新导出',
  'archive-too-large': '压缩包解开后超过 512 MiB；请分开上传',
  'archive-empty': '压缩包里没有文件',
  'archive-damaged': '压缩包已损坏或不完整；请重新打包',
  'archive-entry': '压缩包中的 {{name}} 已损坏；请重新打包',
  'archive-locked': '压缩包设有密码（{{name}}）；请去掉密码重新打包',
  'archive-method': '压缩包中的 {{name}} 的压缩方式无法读取；请重新打包为普通 zip',
  'other-archive': '文件是 {{kind}} 压缩包；请改用 zip 打包，或先解压',
  'old-excel': '文件是 2007 年以前的 .xls；请另存为 .xlsx 或 CSV',
  'no-xlsx': '压缩包不是 .xlsx 或 .ods；请把表格另存为 .xlsx 或 CSV',
  'other-than-table': '文本不是表格（{{kind}}）；请用表格软件打开后另存为 .xlsx 或 CSV',
  'xlsx-unreadable': '无法读取：{{why}}',
  'empty-spreadsheet': '电子表格是空的',
  'several-sheets':
    '有多个工作表都是这样的数据（{{sheets}}）；请只保留要导入的那个，或把所有行合并到一个工作表',
  'two-columns': '有两列都叫“{{name}}”',
  'bad-table': '表格无法读取：{{why}}',
  'uneven-rows':
    '第 {{line}} 行有 {{cells}} 列，标题行有 {{columns}} 列；用小数逗号时，各列须以分号或制表符分隔，或加引号',
  'not-json': '第 {{line}} 行第 {{column}} 个字符处不是 JSON（{{why}}）',
  topojson: '文件是 TopoJSON；请导出为 GeoJSON',
  'not-geojson': '不是 GeoJSON：没有要素，也没有图形',
  'no-features': '文件中没有要素',
  'shp-alone': '单独的 .shp 既无编码也无名称；请与 .dbf、.prj、.cpg 一起打包为 zip',
  'no-map': '压缩包中没有 .shp、.kml、.gpkg、.fgb、.parquet、.geojson 或 .csv，只有 {{names}}',
  'no-shp': '.shp 不是 Shapefile：开头不符',
  'shp-short': '.shp 不完整：应有 {{promised}} 字节，实有 {{there}}',
  'shp-unreadable': '无法读取：{{why}}',
  'no-dbf': '缺少 .dbf（编码与名称在其中）；请一起打包',
  'counts-differ': '.shp 有 {{shapes}} 个图形，.dbf 有 {{records}} 条记录；请重新导出两者',
  'dbf-short': '.dbf 过短，不是 dBASE 表',
  'dbf-ends': '.dbf 不完整：应有 {{count}} 条各 {{size}} 字节的记录，实有 {{there}} 字节',
  'cpg-unknown': '.cpg 写明的编码 {{encoding}} 无法识别',
  'dbf-encoding': '不是 {{encoding}}；请附上写明编码的 .cpg',
  'code-digits-lost':
    '{{given}} 是被表格按数字保存的编码，末几位已丢失；请把该列设为文本格式后重新录入',
  'code-formula': '{{given}} 是公式，不是编码；请填写编码',
  'dbf-cut': '“{{text}}”在一个汉字中间被截断：字段只有 {{bytes}} 字节；请加长字段后重新导出',
  'kml-empty': 'KML 中没有地标',
  'kml-corners': '{{count}} 个拐点写得不是经度和纬度（中间用半角逗号），如“{{given}}”',
  'gpkg-empty': 'GeoPackage 中没有要素表',
  'gpkg-broken': '不完整：{{why}}',
  'fgb-unreadable': '无法读取：{{why}}',
  'fgb-header': 'FlatGeobuf 的文件头不完整',
  'fgb-short': 'FlatGeobuf 不完整：应有 {{promised}} 个要素，实有 {{there}}',
  'degrees-not-metres':
    '坐标（如 {{sample}}）是经纬度，而 {{system}} 以米为单位；请写明它本来的坐标系，或不写',
  'axes-turned':
    '坐标（如 {{sample}}）只有互换后才在中国境内：纵坐标（北）或纬度写在了前面；请按横坐标（东）或经度在前重新导出（{{system}}）',
  'no-such-system':
    '无法识别坐标系 {{system}}；可用 EPSG:4491 至 4554（CGCS2000 高斯-克吕格）、4490、4326、3857 与 32601 至 32660',
  'no-system':
    '坐标（如 {{sample}}）不是经纬度，文件也没有写明坐标系；请指明是哪一个（命令行：--system），或连同坐标系（.prj）导出，或转换为 CGCS2000（EPSG:4490）',
  'prj-unreadable': '.prj 的开头“{{text}}”不是坐标系；请重新导出，坐标为经纬度时也可不附 .prj',
  'no-wkt':
    '没有一列是 WKT（如 POLYGON((121.3 28.5, ...))），文件中的列有：{{columns}}。区划可从 Shapefile（zip）、GeoPackage、KML、KMZ、GeoJSON、FlatGeobuf、GeoParquet 或带 WKT 的表格读取',
  curves:
    '图形是 {{type}}，其中可以有曲线；请先转换为折线再导出（如 ogr2ogr -nlt CONVERT_TO_LINEAR）',
  'bad-wkt': '不是 WKT（{{why}}）',
  'datum-named': '文件写明坐标是 {{name}}；请去掉此说明，改选经纬度的基准（gcj02 或 bd09）',
  'system-unreadable': '坐标系 {{name}} 无法识别：{{why}}',
  'other-datum':
    '文件写明坐标是 {{name}}；只能定位 WGS-84、CGCS2000、GCJ-02 与 BD-09 的坐标系。请测绘部门按其参数转换为 CGCS2000（EPSG:4490）',
  'no-track-column':
    '没有表示 {{role}} 的列：可用 {{headers}}，或以 --columns {{role}}=列名 指明；文件中的列有：{{columns}}',
  'other-columns': '第 {{line}} 行有 {{cells}} 列，标题行有 {{columns}} 列',
  'quote-open': '第 {{line}} 行的引号没有闭合',
  'quote-within': '第 {{line}} 行有落单的引号；单元格内的引号须写两个，并用引号括起整格',
  'several-systems': '行中的坐标系不止一个：SRID {{ids}}',
  'more-problems': '另有 {{count}} 处',
  'esri-json': '文件是 ArcGIS 的 JSON；请导出为 GeoJSON',
  'not-gpx': '文件是 XML，但不是 GPX，而是 {{root}}；请导出为 GPX 或 CSV',
  'json-track': '文件是 JSON；轨迹可从 CSV、GPX、NMEA 或 PLT 读取',
  'total-row': '第 {{line}} 行是合计（{{word}}），不是数据；请删去',
};
