/** Pages of a table: as many rows each; no controls where one page holds all. */
export const pagesOf = (pageSize: number) =>
  ({ pageSize, showSizeChanger: false, hideOnSinglePage: true }) as const;
