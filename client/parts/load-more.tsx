import { Button, type ButtonProps } from 'antd';

interface LoadMoreProps extends Omit<ButtonProps, 'block' | 'loading' | 'onClick'> {
  query: {
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => Promise<unknown>;
  };
}

/** Below a list that comes page by page: the next one; nothing where all is there. */
export const LoadMore = ({ query, ...button }: LoadMoreProps) =>
  query.hasNextPage && (
    <Button
      {...button}
      block
      loading={query.isFetchingNextPage}
      onClick={() => void query.fetchNextPage()}
    />
  );
