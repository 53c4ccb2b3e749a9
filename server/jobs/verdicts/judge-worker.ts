import { judgeFacts } from './judge-facts.ts';

export default judgeFacts;
