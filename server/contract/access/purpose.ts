/** The header that says what somebody looks at a past track for: text, percent-encoded as UTF-8. */
export const PURPOSE = { header: 'x-purpose', min: 2, max: 200 } as const;
