/** Entry of a thread with a shard of the vehicles; what it does is shard-task.ts. */
import { keepCompiled } from './compiled.ts';

keepCompiled();
await import('./shard-task.ts');
