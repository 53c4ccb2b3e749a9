import { TreeSelect, type TreeSelectProps } from 'antd';
import { useId } from 'react';

/** A choice among a tree, found by its titles. The field names the list it opens, which the library does not give that name. */
export function TreeChoice<Value>({ id, ...props }: TreeSelectProps<Value>) {
  const own = useId();
  const named = id ?? own;
  return (
    <TreeSelect<Value>
      showSearch={{ treeNodeFilterProp: 'title' }}
      {...props}
      id={named}
      popupRender={(list) => <div id={`${named}_list`}>{list}</div>}
    />
  );
}
