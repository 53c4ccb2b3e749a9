import { LANGUAGES } from '../../contract/words/languages.ts';
import { escaped } from '../escaped.ts';
import { textOf } from './figure-text.ts';
import type { Section, Sheet } from './sheet.ts';

/** A4, black on white; rows are not torn apart and every page repeats the header of its table. */
const STYLE = `
@page { size: A4; margin: 16mm 14mm }
body { max-width: 182mm; margin: 24px auto; color: #131a24; font: 10.5pt/1.5 "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif }
header { border-bottom: 2.5px solid #131a24; margin-bottom: 14px }
h1 { margin: 0; font-size: 19pt } header p { margin: 2px 0 8px; color: #4d5a6b }
h2 { margin: 18px 0 6px; font-size: 12pt; break-after: avoid }
table { width: 100%; border-collapse: collapse; font-size: 9pt; font-variant-numeric: tabular-nums }
th { border-bottom: 1.2px solid #131a24; text-align: right; vertical-align: bottom; font-weight: 600 }
th:first-child, td:first-child { text-align: left } td { border-bottom: .6px solid #c3cbd6; text-align: right }
th, td { padding: 3px 5px } tr { break-inside: avoid } thead { display: table-header-group }
.foot { margin-top: 18px; color: #4d5a6b; font-size: 8.5pt }
.sign { display: flex; gap: 12mm; margin-top: 14mm; break-inside: avoid } .sign span { flex: 1; border-top: .8px solid #131a24; padding-top: 3px; font-size: 9pt }
@media print { body { margin: 0; max-width: none } }`;

const tableOf = ({ header, rows, title }: Section, sheet: Sheet) => `<h2>${escaped(title)}</h2>
<table><thead><tr>${header.map((name) => `<th scope="col">${escaped(name)}</th>`).join('')}</tr></thead>
<tbody>${rows
  .map(
    (row) =>
      `<tr>${row.map((value) => `<td>${escaped(textOf(value, sheet.language))}</td>`).join('')}</tr>`,
  )
  .join('\n')}</tbody></table>`;

/** A sheet as one page that needs nothing else: to look at, to print, to send. */
export const toHtml = (sheet: Sheet): string => `<!doctype html>
<html lang="${LANGUAGES[sheet.language].tag}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(sheet.title)}</title><style>${STYLE}</style></head>
<body><header><h1>${escaped(sheet.title)}</h1><p>${escaped(sheet.subtitle)}</p></header>
<main>${sheet.sections.map((section) => tableOf(section, sheet)).join('\n')}</main>
<div class="foot">${sheet.foot.map((line) => `<div>${escaped(line)}</div>`).join('')}</div>
<div class="sign">${sheet.signatures.map((name) => `<span>${escaped(name)}</span>`).join('')}</div>
</body></html>
`;
