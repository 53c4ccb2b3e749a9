/** What is made of items, in their order, up to `atOnce` of them under way side by side. */
export async function* inOrder<T, R>(
  items: Iterable<T>,
  atOnce: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<{ item: T; made: R }> {
  const underWay: { item: T; made: Promise<R> }[] = [];
  const next = async () => {
    const { item, made } = underWay.shift()!;
    return { item, made: await made };
  };
  try {
    for (const item of items) {
      underWay.push({ item, made: work(item) });
      if (underWay.length >= atOnce) yield await next();
    }
    while (underWay.length > 0) yield await next();
  } finally {
    await Promise.allSettled(underWay.map(({ made }) => made));
  }
}
