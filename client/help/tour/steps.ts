/** A step of the tour: what it shows, by a selector, on the page of an address. */
export interface Step {
  key: string;
  /** `cheat`: the evidence of the patrol that is caught. */
  page: string | 'cheat';
  target: string;
  /** Pressed where the page does not show it by itself. */
  press?: string;
}

const at = (id: string) => `[data-testid=${id}]`;

/** The tour in order; what each says is `tour.steps.KEY` of the words. */
export const STEPS = [
  { key: 'people', page: '/', target: at('officer-row') },
  { key: 'alerts', page: '/', target: at('alert-count') },
  { key: 'suspects', page: '/patrols?outcome=suspicious', target: at('patrol-row') },
  { key: 'verdict', page: 'cheat', target: at('evidence-outcome') },
  { key: 'signal', page: 'cheat', target: at('signal') },
  { key: 'twin', page: 'cheat', target: at('counterpart'), press: at('signal') },
  { key: 'figures', page: 'cheat', target: at('evidence-figures') },
  { key: 'coverage', page: '/coverage', target: at('coverage-windows') },
  { key: 'ranking', page: '/evaluation/scores', target: 'tr.ant-table-row' },
  { key: 'again', page: '/help', target: at('tour-again') },
] as const satisfies readonly Step[];
