import { clusters } from './clusters.ts';
import { density } from './density.ts';
import { emerging } from './emerging.ts';
import { figures } from './figures.ts';
import { forecast } from './forecast.ts';
import { hawkes } from './hawkes.ts';
import { hotspot } from './hotspot.ts';
import { nearRepeat } from './near-repeat.ts';
import { notes } from './notes.ts';
import { scan } from './scan.ts';
import { units, values } from './values.ts';

/** Methods by their id: what each does, and what its parameters and the columns of its main table mean. */
export const methods = {
  ...clusters,
  ...density,
  ...hotspot,
  ...emerging,
  ...scan,
  ...nearRepeat,
  ...hawkes,
  ...forecast,
};

/** Everything that methods of analysis and their results say. */
export const analysis = { methods, notes, figures, units, values };
