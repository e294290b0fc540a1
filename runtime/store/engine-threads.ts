/** How parallel the engine is. Apart from engine.ts so that the supervisor need not load the engine. */

/** Inserts are short; two keep the engine busy while one waits for the disk. */
export const INSERT_CONNECTIONS = 2;
/** A slow report and a track query must not wait for each other. */
export const READ_CONNECTIONS = 3;
/** libuv threads of the child: each running statement blocks one; one more for gzip. */
export const ENGINE_THREADS = INSERT_CONNECTIONS + READ_CONNECTIONS + 1;
