/** Files of kinds that hold no data, or what another page reads. */
export const foreignProblems = {
  'is-pdf': '文件是 PDF，不是数据；请从来源系统导出数据',
  'is-picture': '文件是 {{kind}} 图片，不是数据；请从来源系统导出数据',
  'is-document': '文件是 {{kind}} 文档，不是数据；请从来源系统导出数据，或把其中的表格存为 .xlsx',
  'is-page': '文件是网页（HTML），不是区划；请从来源系统导出数据',
  'is-drawing':
    '文件是 {{kind}} 图纸；请导出为 Shapefile（zip）、GeoPackage 或 GeoJSON，带编码与名称',
  'is-geodatabase': '文件是 ArcGIS 的地理数据库（.gdb）；请导出为 Shapefile（zip）或 GeoPackage',
  'map-for-table': '文件是区划（其中有 {{name}}），不是表格；请在“区划”中导入',
  'table-for-map':
    '文件是电子表格，不是区划；人员与物品请在各自的类别中导入，带 WKT 的表格请另存为 CSV',
};
