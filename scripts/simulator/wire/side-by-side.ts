/**
 * Takes steps in `count` lanes until a lane's step says that nothing is left. Where one fails, the others end with the step they are in,
 * and its error is thrown.
 */
export async function sideBySide(count: number, step: () => Promise<boolean>): Promise<void> {
  const failures: unknown[] = [];
  async function lane() {
    try {
      while (failures.length === 0 && (await step()));
    } catch (error) {
      failures.push(error);
    }
  }
  await Promise.all(Array.from({ length: count }, lane));
  if (failures.length > 0) throw failures[0];
}
