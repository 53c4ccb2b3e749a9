import { RulesTest, RulesTestInput } from '../../patrols/rules-test.ts';
import { route } from '../route.ts';

export const backTestRules = route({
  operationId: 'backTestRules',
  method: 'POST',
  path: '/verdicts/backtest',
  summary:
    'What the rule set of this server says of patrols judged before: who changes and why; nothing is changed',
  tags: ['patrols'],
  access: 'set-norms',
  scope: { area: 'body.area' },
  body: RulesTestInput,
  replies: { 200: RulesTest },
});
