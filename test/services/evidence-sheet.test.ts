import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { defaultNorm } from '../../server/contract/norms/default-norm.ts';
import type { Evidence } from '../../server/contract/patrols/patrol.ts';
import { signalRarity } from '../../server/contract/patrols/signal-rarity.ts';
import type { Verdict } from '../../server/contract/patrols/verdict.ts';
import { LANGUAGE_CODES } from '../../server/contract/words/languages.ts';
import { evidenceSheetOf } from '../../server/domain/evidence-sheet/sheet.ts';
import { legible, writeEvidencePdf } from '../../server/services/evidence-sheet/write-pdf.ts';
import { verdictOf } from '../support/made/verdicts.ts';

const START = Date.parse('2026-06-01T01:00:00Z');
const ring = [
  [121.37, 28.58],
  [121.38, 28.58],
  [121.38, 28.59],
  [121.37, 28.58],
] as [number, number][];

const SCANNED: Verdict['checkpoints'] = [
  {
    ...{ id: 'roof', visited: true, dwellS: 0, firstMs: START, by: ['tag', 'day'] },
    scans: [
      { atMs: START, kind: 'day', typed: false, distanceM: 12 },
      { atMs: START + 1000, kind: 'tag', typed: true, distanceM: null },
    ],
  },
];

/** Evidence of a patrol in two hours from 09:00 in Shanghai, with as many weak signals as told. */
function evidenceOf(signals: number, checkpoints = SCANNED) {
  const verdict = verdictOf({
    ...{ outcome: 'incomplete', effectiveMin: 61.4 },
    weakSignals: Array.from({ length: signals }, () => 'too-smooth' as const),
  });
  verdict.checkpoints = [...checkpoints];
  const rarity = verdict.signals.map(signalRarity);
  const record = { version: 2, decidedAt: '2026-06-01T03:05:00Z', verdict, rarity };
  return {
    record,
    evidence: {
      patrol: {
        ...{
          id: 7,
          officerId: 3,
          officerName: '王㛃',
          gridId: 5,
          gridName: '第1网格',
          origin: 'declared',
        },
        ...{ startTime: new Date(START).toISOString(), endTime: '2026-06-01T03:00:00Z' },
      },
      grid: {
        ...{ id: 5, version: 1, name: '第1网格', timeZone: 'Asia/Shanghai' },
        geometry: { type: 'MultiPolygon', coordinates: [[ring]] },
      },
      norm: { id: 1, ...defaultNorm() },
      fixes: Array.from({ length: 200 }, (_, k) => ({
        ...{ t: START + k * 30_000, marks: [] },
        ...{ lng: 121.371 + k * 2e-5, lat: 28.581 },
      })),
      contests: [
        {
          ...{ id: 1, text: '当天路口封闭。', contestedAt: '2026-06-01T04:00:00Z' },
          ...{ decision: 'overridden', outcome: 'completed', decidedBy: 'chief', note: 'seen' },
          decidedAt: '2026-06-01T05:00:00Z',
        },
      ],
      verdicts: [record],
    } as unknown as Evidence,
  };
}

const asked = { officerCode: '3310-3', gridCode: 'G1', by: 'chief', atMs: START } as const;
const sheetIn = (language: 'zh' | 'en', signals = 1, checkpoints = SCANNED) => {
  const { evidence, record } = evidenceOf(signals, checkpoints);
  return evidenceSheetOf(evidence, { ...asked, language, record: record as never });
};

test.each([
  [
    'zh',
    8 * 3_600_000,
    '终端所报 2026-06-01 17:00:00 至 2026-06-01 17:40:00 快了 8 小时，按 2026-06-01 09:00:00 起计',
  ],
  [
    'en',
    -185_000,
    'It told 2026-06-01 08:56:55 to 2026-06-01 09:36:55 and was 3 min 5 s behind: counted from 2026-06-01 09:00:00 on',
  ],
  [
    'en',
    40 * 86_400_000,
    'It told 2026-07-11 09:00:00 to 2026-07-11 09:40:00 and was 40 d ahead: counted from 2026-06-01 09:00:00 on',
  ],
] as const)('the sheet says in %s how far a clock was off, and what was made of it', (language, aheadMs, text) => {
  const { evidence, record } = evidenceOf(0);
  const [fromMs, toMs] = [START + aheadMs, START + aheadMs + 40 * 60_000];
  record.verdict.clock = [{ handheldId: 1, fromMs, toMs, aheadMs }];
  const sheet = evidenceSheetOf(evidence, { ...asked, language, record: record as never });
  expect(sheet.basis.map(([, said]) => said)).toContain(text);
  expect(sheetIn(language).basis.length).toBe(sheet.basis.length - 1);
});

test('the sheet says whose, when by the grid’s clock, what stands and what people decided, and the hash whole', () => {
  const sheet = sheetIn('zh');
  expect(sheet.who.slice(0, 3)).toEqual([
    ['人员', '王㛃 (3310-3)'],
    ['网格', '第1网格 (G1)'],
    ['巡查时间', '2026-06-01 09:00 – 2026-06-01 11:00'],
  ]);
  expect(sheet.outcome).toBe('未达标');
  expect(sheet.table.rows[0]!.slice(0, 2)).toEqual(['有效巡查时长', '61.4 分钟']);
  expect(sheet.table.rows.map((row) => row.at(-1))).toEqual([
    '视为达到：测量损失与边界上的存疑分钟有利于网格员',
    '已达到',
    '—',
    '—',
  ]);
  expect(sheet.signals.lines[0]![1]).toMatch(
    /在真实行走中每 [\d,]+ 次至多 1 次：[\d,]+ 次中有 \d+ 次至少这样强.*；最常见于：步速均匀/,
  );
  expect(sheet.checkpoints.lines).toEqual([
    [
      'roof',
      '已到，停留 0 秒 · 凭固定码 + 当日码 · 09:00:00 扫当日码 · 当时轨迹距此最近 12 米 · 09:00:01 输入固定码 · 当时没有位置',
    ],
  ]);
  expect(sheet.decision).toContain('chief');
  expect(sheet.decision).toContain('2026-06-01 13:00');
  expect(sheet.statement.lines).toEqual(['2026-06-01 12:00 当天路口封闭。']);
  expect(sheet.basis.at(-1)![1]).toBe(evidenceOf(1).record.verdict.basis.fixSet);
  expect(sheet.signatures).toEqual(['网格员签名', '督导员签名', '日期']);
});

test('its font has every word of every language; another character is written as its number', () => {
  for (const language of LANGUAGE_CODES)
    expect(JSON.stringify({ ...sheetIn(language), who: [] })).toBe(
      legible(JSON.stringify({ ...sheetIn(language), who: [] })),
    );
  expect(legible('王㛃')).toBe('王[U+36C3]');
});

test('it is a PDF of A4 with its font within, of as many pages as it takes', async () => {
  const pagesOf = async (signals: number) => {
    const { evidence, record } = evidenceOf(signals, []);
    const pdf = await writeEvidencePdf(sheetIn('zh', signals, []), evidence, {
      ...{ atMs: START, metres: '米', segments: record.verdict.segments },
    });
    const text = pdf.toString('latin1');
    expect(text.slice(0, 5)).toBe('%PDF-');
    expect(text).toContain('/MediaBox [0 0 595.28 841.89]');
    expect(text).toMatch(/\/FontFile[23]/);
    // The part of the font that it uses, and not all of it.
    expect(pdf.length).toBeLessThan(200_000);
    return text.match(/\/Type \/Page\b/g)!.length;
  };
  expect(await pagesOf(1)).toBe(1);
  expect(await pagesOf(30)).toBeGreaterThan(2);
});

/** What draws the pages of a PDF, in their order. */
function drawnOn(pdf: Buffer): string[] {
  const text = pdf.toString('latin1');
  return [...text.matchAll(/\/FlateDecode\s*>>\s*stream\r?\n/g)]
    .map(({ 0: { length }, index }) => inflateSync(pdf.subarray(index + length)).toString('latin1'))
    .filter((stream) => stream.includes(' Tf\n'));
}

test('who printed it, and the space for the officer’s own words, stand where it is signed, however full the sheets before', async () => {
  const { evidence, record } = evidenceOf(1, []);
  const { statement, ...sheet } = { ...sheetIn('en', 0, []), decision: null };
  for (let reasons = 0; reasons < 9; reasons++)
    for (const lines of [[], statement.lines])
      for (const rows of [0, 1, 2]) {
        const longer = {
          ...sheet,
          ...{ reasons: Array(reasons).fill('So'), statement: { ...statement, lines } },
          basis: [...sheet.basis, ...sheet.basis.slice(0, rows)],
        };
        const pdf = await writeEvidencePdf(longer, evidence, {
          ...{ atMs: START, metres: 'm', segments: record.verdict.segments },
        });
        const isSigned = drawnOn(pdf).at(-1)!.includes('0.7 w');
        expect
          .soft([reasons, lines.length, rows, isSigned])
          .toEqual([reasons, lines.length, rows, true]);
      }
});
