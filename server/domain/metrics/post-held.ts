import type { OfficerCategory } from '../../contract/people/people.ts';
import type { PostRole } from '../../contract/people/post.ts';

/** A post somebody holds over local days; `lastDay` null: until further notice. */
export interface PostHeld {
  officerId: number;
  role: PostRole;
  areaId: number;
  firstDay: string;
  lastDay: string | null;
  category: OfficerCategory;
  /** Edition that brought it. */
  changed: number;
}
