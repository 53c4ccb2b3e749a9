import { readFileSync } from 'node:fs';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { Warning } from '../../server/contract/warnings/warning.ts';
import { EVENT_TYPES, WebhookInput } from '../../server/contract/webhooks/webhook.ts';
import { DEFINITIONS_VERSION } from '../../server/domain/metrics/definitions.ts';
import { retryDelayMs } from '../../server/domain/webhooks/retry.ts';
import { createWebhookSecret, signedHeaders } from '../../server/domain/webhooks/sign.ts';

const pages = ['en', 'zh'].map((language) => ({
  language,
  text: readFileSync(`server/contract/words/${language}/help/webhooks.md`, 'utf8'),
}));
const blocks = (text: string, kind: string): string[] =>
  [...text.matchAll(new RegExp(`\`\`\`${kind}\\n(.*?)\`\`\``, 'gs'))].map((match) => match[1]!);

test.each(pages)('$language: every kind of event is told of', ({ text }) => {
  for (const type of EVENT_TYPES) expect(text).toContain(`| \`${type}\` |`);
});

test.each(pages)('$language: the bodies shown are what the contract says', ({ text }) => {
  const [input, warning, period] = blocks(text, 'json').map((block) => JSON.parse(block));
  expect(Value.Check(WebhookInput, input)).toBe(true);
  expect([...Value.Errors(Type.Omit(Warning, ['cells', 'gridIds']), warning.data)]).toEqual([]);
  expect(period.data.definitions).toBe(DEFINITIONS_VERSION);
  expect(period.data.url).toContain(`asOf=${period.data.edition}`);
});

test.each(pages)('$language: the check shown takes what is signed here and nothing else', async ({
  text,
}) => {
  const code = blocks(text, 'js')[0]!;
  const { verify } = await import(/* @vite-ignore */ `data:text/javascript,${encodeURI(code)}`);
  const secret = createWebhookSecret();
  const message = {
    id: 'warning-4-1',
    at: 1_800_000_000_000,
    payload: '{"type":"warning.raised"}',
  };
  const headers = signedHeaders(message, [createWebhookSecret(), secret]);
  const nowS = message.at / 1000;
  expect([
    verify(secret, headers, message.payload, nowS),
    verify(secret, headers, `${message.payload} `, nowS),
    verify(createWebhookSecret(), headers, message.payload, nowS),
    verify(secret, headers, message.payload, nowS + 301),
  ]).toEqual([true, false, false, false]);
});

test.each(pages)('$language: waits are the ones the server keeps', ({ text }) => {
  const span = (attempts: number) =>
    [0, 1].map((drawn) => retryDelayMs(attempts, drawn) / 1000) as [number, number];
  const words = text.replaceAll(' 至 ', ' to ').replaceAll('秒', 's').replaceAll('分钟', 'minutes');
  expect(span(1)).toEqual([5, 10]);
  expect(words).toMatch(/5 to 10 s/);
  for (const attempts of [2, 3]) expect(words).toContain(`${span(attempts).join(' to ')} s`);
  expect([span(9)[1] < 3600, ...span(10)]).toEqual([true, 1800, 3600]);
  expect(words).toContain('30 to 60 minutes');
});
