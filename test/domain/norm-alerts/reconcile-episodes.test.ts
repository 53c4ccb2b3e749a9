import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Episode } from '../../../server/domain/norm-alerts/episode.ts';
import { episodesOf } from '../../../server/domain/norm-alerts/episodes-of.ts';
import {
  type EpisodeChange,
  type KeptEpisode,
  reconcileEpisodes,
} from '../../../server/domain/norm-alerts/reconcile-episodes.ts';
import { at, facts, patrol, type Step } from './support.ts';

const episode = (sinceMs: number, untilMs: number | null, own: Partial<Episode> = {}): Episode => ({
  kind: 'off-grid',
  sinceMs,
  dueMs: sinceMs + 10,
  untilMs,
  limitMin: 10,
  gridId: 7,
  patrolId: 1,
  position: null,
  ...own,
});
const kept = (id: number, of: Episode, withdrawn = false): KeptEpisode => ({
  ...of,
  id,
  withdrawn,
});
const reconcile = (derived: Episode[] | null, on: KeptEpisode[], knownSinceMs = 0) =>
  reconcileEpisodes(derived, on, { nowMs: 1000, knownSince: () => knownSinceMs }).map(
    ({ id, sinceMs, untilMs, withdrawn }) => [id, sinceMs, untilMs, withdrawn],
  );

describe('an episode', () => {
  it.each<[string, Episode[] | null, KeptEpisode[], unknown[]]>([
    ['that is new is raised', [episode(100, null)], [], [[null, 100, null, false]]],
    ['that is on record is left', [episode(100, null)], [kept(1, episode(100, null))], []],
    ['ends', [episode(100, 200)], [kept(1, episode(100, null))], [[1, 100, 200, false]]],
    [
      'began earlier than was known',
      [episode(50, null)],
      [kept(1, episode(100, null))],
      [[1, 50, null, false]],
    ],
    ['that was not so is withdrawn', [], [kept(1, episode(100, null))], [[1, 100, 1000, true]]],
    ['withdrawn stays so', [], [kept(1, episode(100, 300), true)], []],
    [
      'withdrawn comes back where it was so after all',
      [episode(100, 300)],
      [kept(1, episode(100, 300), true)],
      [[1, 100, 300, false]],
    ],
    [
      'that later data made one of two takes the first of them',
      [episode(100, null)],
      [kept(1, episode(100, 200)), kept(2, episode(300, null))],
      [
        [1, 100, null, false],
        [2, 300, 1000, true],
      ],
    ],
    ['off duty ends', null, [kept(1, episode(100, null))], [[1, 100, 1000, false]]],
    [
      'learnt when it is over is raised where it happened',
      [episode(100, 200)],
      [],
      [[null, 100, 200, false]],
    ],
    [
      'that asks for a start is not, once the hour is over',
      [episode(100, 200, { kind: 'late-start', patrolId: null })],
      [],
      [],
    ],
  ])('%s', (_, derived, on, expected) => {
    expect(reconcile(derived, on)).toEqual(expected);
  });

  it('whose fixes are forgotten ends, but is not withdrawn', () => {
    expect(reconcile([], [kept(1, episode(100, null)), kept(2, episode(50, 60))], 500)).toEqual([
      [1, 100, 1000, false],
    ]);
  });
});

/** The record after changes, as the store keeps it. */
function written(on: KeptEpisode[], changes: EpisodeChange[]): KeptEpisode[] {
  const rows = new Map(on.map((one) => [one.id, one]));
  for (const change of changes) {
    const id = change.id ?? rows.size + 1;
    rows.set(id, { ...change, id });
  }
  return [...rows.values()];
}

const anyStep = fc.record({
  minute: fc.integer({ min: 0, max: 180 }),
  outM: fc.constantFrom(-100, -30, 10, 60, 150),
  alongM: fc.integer({ min: 0, max: 300 }),
});
const shown = (record: KeptEpisode[]) =>
  record
    .filter(({ withdrawn, kind }) => !withdrawn && kind !== 'will-not-make-it')
    .map(({ kind, sinceMs, untilMs }) => `${kind} ${sinceMs} ${untilMs}`)
    .sort();

describe('the record of alerts', () => {
  it('is in the end the same whatever order the fixes arrived in and however often one looked', () => {
    fc.assert(
      fc.property(
        fc
          .array(anyStep, { maxLength: 80 })
          .chain((steps) =>
            fc.tuple(
              fc.constant(steps),
              fc.shuffledSubarray(steps, { minLength: steps.length }),
              fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 }),
            ),
          ),
        ([steps, arrived, looks]) => {
          const look = (record: KeptEpisode[], known: readonly Step[], now: number) =>
            written(
              record,
              reconcileEpisodes(
                episodesOf(facts({ steps: known, patrols: [patrol(0, null)] }), at(now)),
                record,
                { nowMs: at(now), knownSince: () => at(0) },
              ),
            );
          let record: KeptEpisode[] = [];
          let come = 0;
          for (const more of looks) {
            come += more;
            record = look(record, arrived.slice(0, come), 180);
          }
          record = look(record, arrived, 200);
          expect(shown(record)).toEqual(shown(look([], steps, 200)));
          expect(look(record, arrived, 200)).toEqual(record);
        },
      ),
    );
  });
});
