import type { Link } from '../../../contract/ogc/features.ts';
import { escaped } from '../../escaped.ts';
import type { Pieces, Sheet } from './sheet.ts';

/** A page of HTML without scripts or styles: what a browser makes of it is enough to look around. */
export const pageOf = (
  { title, description, lang }: { title: string; description: string; lang: string },
  body: string,
): string => `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><title>${escaped(title)}</title></head>
<body><h1>${escaped(title)}</h1><p>${escaped(description)}</p>
${body}
</body></html>
`;

/** Links as a list. */
export const listOf = (links: readonly Link[]): string =>
  `<ul>${links
    .map(
      ({ href, rel, title }) =>
        `<li><a href="${escaped(href)}" rel="${escaped(rel)}">${escaped(title ?? rel)}</a></li>`,
    )
    .join('')}</ul>`;

/** A table with a row of heads. */
export const tableOf = (heads: readonly string[], rows: readonly (readonly unknown[])[]): string =>
  `<table border="1"><thead><tr>${heads.map((head) => `<th>${escaped(head)}</th>`).join('')}</tr></thead><tbody>
${rows.map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>\n`).join('')}</tbody></table>`;

/** A page of features as a table; heads are column names, with what each means to be seen on pointing at it. */
export async function* toHtml({ columns, links, matched, rows, says, title }: Sheet): Pieces {
  const names = Object.keys(columns);
  const heads = names.map((name) => `<th title="${escaped(says[name])}">${escaped(name)}</th>`);
  yield `<!doctype html>
<html><head><meta charset="utf-8"><title>${escaped(title)}</title></head>
<body><h1>${escaped(title)}</h1><p>${matched ?? ''}</p>
${listOf(links)}
<table border="1"><thead><tr><th>id</th>${heads.join('')}</tr></thead><tbody>
`;
  for await (const batch of rows)
    yield batch
      .map(
        ({ fid, properties }) =>
          `<tr><td>${escaped(fid)}</td>${names.map((name) => `<td>${escaped(properties[name])}</td>`).join('')}</tr>\n`,
      )
      .join('');
  yield '</tbody></table></body></html>\n';
}
