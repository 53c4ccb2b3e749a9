import { createConfig, lintFromString } from '@redocly/openapi-core';
import spectral, { type RulesetDefinition } from '@stoplight/spectral-core';
import rulesets from '@stoplight/spectral-rulesets';
import { expect, it } from 'vitest';
import { ROUTES } from '../../server/contract/routes/all.ts';
import { apiDocument } from '../../server/http/shell/document/api-document.ts';

it('two public linters find no error in the document of the API', async () => {
  const source = JSON.stringify(apiDocument(ROUTES, '1.0.0'));
  const config = await createConfig({ extends: ['recommended'] });
  const problems = await lintFromString({ source, config });
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);

  const linter = new spectral.Spectral();
  linter.setRuleset({ extends: [rulesets.oas as RulesetDefinition] });
  const found = await linter.run(source);
  // A sentence is the summary, and whom to write to is for who runs a server to say.
  expect(new Set(found.map(({ code }) => code))).toEqual(
    new Set(['info-contact', 'operation-description']),
  );
});
