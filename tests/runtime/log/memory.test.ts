import { MemoryLogStore, openMemoryLog } from '#runtime/log/memory.ts';
import { describeEventLog } from '#tests/conformance/event-log.ts';

describeEventLog('memory', async () => {
  const store = new MemoryLogStore();
  return { open: async () => openMemoryLog(store), dispose: async () => {} };
});
