/** Every protocol the product reads. Adding one: write its folder, add it here, add its vectors. */
import { jt808 } from './jt808.ts';

export const protocols = [jt808] as const;
