/** A value as a form shows it: indented JSON. */
export const asJson = (value: unknown): string => JSON.stringify(value, null, 2);

/** A form rule: the text must be JSON. */
export const isJson = (message: string) => async (_: unknown, text: string) => {
  try {
    JSON.parse(text);
  } catch {
    throw new Error(message);
  }
};
