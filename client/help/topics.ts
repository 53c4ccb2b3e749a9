export const TOPICS = [
  'verdicts',
  'measures',
  'signals',
  'marks',
  'datum',
  'privacy',
  'analysis',
  'alerts',
  'warnings',
  'metrics',
  'handheld',
  'phones',
  'webhooks',
] as const;
export type Topic = (typeof TOPICS)[number];

export const topicOf = (text: string | undefined): Topic =>
  TOPICS.find((topic) => topic === text) ?? 'verdicts';
