import { expect, test } from 'vitest';
import { type GroundFacts, gridChanges } from '../../../server/domain/area-import/grid-changes.ts';

const part = (code: string, share: number, ofTaker: number, isNew = false) => ({
  ...{ code, share, ofTaker, isNew },
});
const grid = (code: string, into: GroundFacts['into'], ends = false): GroundFacts => ({
  ...{ code, name: code, ends, into, officers: [], posts: [], accounts: [] },
  ...{ norms: 0, checkpoints: 0, warnings: 0, walking: 0, patrols: 0 },
});

test.each<[string, GroundFacts[], Record<string, string>]>([
  [
    'one that keeps half and gives half to a new one is split',
    [grid('A', [part('A', 0.5, 1), part('B', 0.5, 1, true)])],
    { A: 'split' },
  ],
  [
    'one that ends in two new ones is split',
    [grid('A', [part('B', 0.6, 1, true), part('C', 0.4, 1, true)], true)],
    { A: 'split' },
  ],
  [
    'two of which one takes the other are merged',
    [grid('A', [part('A', 1, 0.5)]), grid('B', [part('A', 1, 0.5)], true)],
    { A: 'merged', B: 'merged' },
  ],
  [
    'two whose common border moves are redrawn',
    [grid('A', [part('A', 0.8, 1), part('B', 0.2, 0.17)]), grid('B', [part('B', 1, 0.83)])],
    { A: 'redrawn', B: 'redrawn' },
  ],
  [
    'one under another code is replaced',
    [grid('A', [part('B', 1, 1, true)], true)],
    { A: 'replaced' },
  ],
  ['one of another name alone is described', [grid('A', [part('A', 1, 1)])], { A: 'described' }],
  [
    'one whose ground nobody takes ends',
    [grid('A', [part('B', 0.01, 0.01)], true)],
    { A: 'ended' },
  ],
  [
    'one that keeps next to nothing of its ground is redrawn still',
    [grid('A', [part('A', 0.03, 1)])],
    { A: 'redrawn' },
  ],
])('%s', (_, facts, said) => {
  expect(Object.fromEntries(gridChanges(facts).map(({ code, change }) => [code, change]))).toEqual(
    said,
  );
});

test('ground that nobody takes is told, be it of one that stays or of one that ends', () => {
  const facts = [
    grid('A', [part('A', 0.5, 1)]),
    grid('B', [part('A', 0.02, 0.02)], true),
    grid('C', [part('C', 0.96, 1), part('A', 0.04, 0.01)]),
  ];
  expect(gridChanges(facts).map(({ nobodys }) => nobodys)).toEqual([0.5, 0.98, 0]);
});
