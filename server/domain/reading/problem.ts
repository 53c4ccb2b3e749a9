/** Something read that cannot be taken: what was wrong and what is right, for a person. */
export class ReadingError extends Error {
  override readonly name = 'ReadingError';
}

/** Runs a reading and names the place where it failed. */
export function at<T>(place: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof ReadingError) throw new ReadingError(`${place}: ${error.message}`);
    throw error;
  }
}
