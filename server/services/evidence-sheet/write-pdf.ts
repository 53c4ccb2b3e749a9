import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { type Font, create as readFont } from 'fontkit';
import PDFDocument from 'pdfkit';
import type { Evidence } from '../../contract/patrols/patrol.ts';
import type { Segment } from '../../contract/patrols/verdict.ts';
import type { Box } from '../../domain/evidence-sheet/draw-map.ts';
import { drawMap } from '../../domain/evidence-sheet/draw-map.ts';
import type { EvidenceSheet } from '../../domain/evidence-sheet/sheet.ts';

/** Noto Sans SC Regular (SIL Open Font License, beside it): Latin and the characters of GB 2312, with others of everyday use. */
let font: { bytes: Buffer; characters: ReadonlySet<number> } | undefined;

/** Read with the first sheet: some thousand outlines nobody may ask for. */
function noto() {
  if (font) return font;
  const bytes = brotliDecompressSync(
    readFileSync(new URL('./noto-sans-sc.ttf.br', import.meta.url)),
  );
  font = { bytes, characters: new Set((readFont(bytes) as Font).characterSet) };
  return font;
}

/** A4 and its margin, points of PDF. */
const PAGE = { width: 595.28, height: 841.89, margin: 40 } as const;
const WIDTH = PAGE.width - 2 * PAGE.margin;
const MAP_HEIGHT = 132;
const INK = { text: '#15191e', muted: '#566170', line: '#c3cbd6' } as const;
const SIZE = { title: 16, outcome: 13, heading: 10, text: 9, small: 7.5 } as const;
/** Room to sign above a line, and from there to below who printed it. */
const SIGN_HEIGHT = 30;
const SIGNED_HEIGHT = SIGN_HEIGHT + 34;
const HEADING_HEIGHT = 24;
/** Where the officer has said nothing, room to write; it gives way before a line goes to a sheet of its own. */
const UNSAID = { least: 24, most: 36 } as const;
const COLUMNS = [0.22, 0.14, 0.22, 0.14, 0.28];

/** A character that the font has not got is written as its number, so that none is lost. */
export function legible(text: string): string {
  const { characters } = noto();
  return [...text]
    .map((one) => {
      const code = one.codePointAt(0)!;
      return one === '\n' || characters.has(code) ? one : `[U+${code.toString(16).toUpperCase()}]`;
    })
    .join('');
}

/** The sheet as a PDF: sheets of A4, its text selectable, its font within. `title` is what readers name it by. */
export function writeEvidencePdf(
  sheet: EvidenceSheet,
  evidence: Pick<Evidence, 'fixes' | 'grid'>,
  { atMs, metres, segments }: { atMs: number; metres: string; segments: readonly Segment[] },
): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: 'A4',
    margin: PAGE.margin,
    info: { Title: `${sheet.title} · ${sheet.number}`, CreationDate: new Date(atMs) },
  });
  const done = new Promise<Buffer>((resolve, reject) => {
    const parts: Buffer[] = [];
    pdf.on('data', (part: Buffer) => parts.push(part));
    pdf.on('end', () => resolve(Buffer.concat(parts)));
    pdf.on('error', reject);
  });
  pdf.registerFont('text', noto().bytes).font('text');
  const write = (text: string, size: number = SIZE.text, colour: string = INK.text) =>
    pdf.fontSize(size).fillColor(colour).text(legible(text), PAGE.margin, pdf.y, { width: WIDTH });
  const heading = (text: string) => {
    room(pdf, 40);
    pdf.moveDown(0.6);
    write(text, SIZE.heading, INK.muted);
  };
  const rows = (all: readonly (readonly [string, string])[]) => {
    for (const row of all) line(pdf, row, [0.22, 0.78]);
  };

  write(sheet.title, SIZE.title);
  write(sheet.number, SIZE.small, INK.muted);
  pdf.moveDown(0.5);
  rows(sheet.who);
  pdf.moveDown(0.6);
  write(sheet.outcome, SIZE.outcome);
  write(sheet.decided, SIZE.small, INK.muted);
  for (const reason of sheet.reasons) write(`· ${reason}`);
  if (sheet.decision) write(sheet.decision);
  pdf.moveDown(0.6);
  line(pdf, sheet.table.header, COLUMNS, INK.muted);
  for (const row of sheet.table.rows) line(pdf, row, COLUMNS);
  heading(sheet.map);
  room(pdf, MAP_HEIGHT);
  const box: Box = { x: PAGE.margin, y: pdf.y + 2, width: WIDTH, height: MAP_HEIGHT };
  drawMap(pdf, evidence, { box, metres, segments });
  pdf.y = box.y + box.height;
  heading(sheet.signals.title);
  if (sheet.signals.lines.length === 0) write(sheet.signals.none);
  rows(sheet.signals.lines);
  if (sheet.checkpoints.lines.length > 0) {
    heading(sheet.checkpoints.title);
    rows(sheet.checkpoints.lines);
  }
  pdf.moveDown(0.6);
  rows(sheet.basis);
  const isSaid = sheet.statement.lines.length > 0;
  if (!isSaid) room(pdf, HEADING_HEIGHT + UNSAID.least + SIGNED_HEIGHT);
  heading(sheet.statement.title);
  for (const said of sheet.statement.lines) write(said);
  room(pdf, SIGNED_HEIGHT);
  const left = PAGE.height - PAGE.margin - SIGNED_HEIGHT - pdf.y;
  const y = pdf.y + (isSaid ? 0 : Math.min(UNSAID.most, left)) + SIGN_HEIGHT;
  sheet.signatures.forEach((who, k) => {
    const x = PAGE.margin + (k * WIDTH) / sheet.signatures.length;
    const width = WIDTH / sheet.signatures.length - 16;
    pdf
      .moveTo(x, y)
      .lineTo(x + width, y)
      .lineWidth(0.7)
      .stroke(INK.muted);
    pdf
      .fontSize(SIZE.small)
      .fillColor(INK.muted)
      .text(legible(who), x, y + 3, { width });
  });
  pdf.y = y + 20;
  write(sheet.foot, SIZE.small, INK.muted);
  pdf.end();
  return done;
}

/** Goes to the next page where so much no longer fits on this one. */
function room(pdf: PDFKit.PDFDocument, height: number): void {
  if (pdf.y + height > PAGE.height - PAGE.margin) pdf.addPage();
}

/** One line of a table: its cells in columns of these shares of the width, as high as the highest, ruled below. */
function line(
  pdf: PDFKit.PDFDocument,
  cells: readonly string[],
  shares: readonly number[],
  colour: string = INK.text,
): void {
  pdf.fontSize(SIZE.text);
  const texts = cells.map(legible);
  const widths = shares.map((share) => share * WIDTH - 6);
  const height = Math.max(
    ...texts.map((text, k) => pdf.heightOfString(text, { width: widths[k]! })),
  );
  room(pdf, height + 6);
  const y = pdf.y + 2;
  let x: number = PAGE.margin;
  texts.forEach((text, k) => {
    pdf.fillColor(k === 0 ? INK.muted : colour).text(text, x, y, { width: widths[k]! });
    x += shares[k]! * WIDTH;
  });
  pdf.y = y + height + 2;
  pdf
    .moveTo(PAGE.margin, pdf.y)
    .lineTo(PAGE.margin + WIDTH, pdf.y)
    .lineWidth(0.5)
    .stroke(INK.line);
}
