/** The feed's surroundings in a browser. */
import { api } from './api.ts';
import type { FeedEnvironment } from './live-feed.ts';

/** When the message being handled reached the page, before it was decoded; on the page's own clock. */
export const arrival = { ms: 0 };

export function browserEnvironment(): FeedEnvironment {
  return {
    nowMs: () => Date.now(),
    random: () => Math.random(),
    setTimer: (run, ms) => setTimeout(run, ms),
    clearTimer: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
    openSocket(events) {
      const url = new URL('/ws', location.href);
      url.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
      const socket = new WebSocket(url);
      socket.binaryType = 'arraybuffer';
      socket.addEventListener('open', () => events.open());
      socket.addEventListener('message', ({ data, timeStamp }) => {
        arrival.ms = timeStamp;
        if (data instanceof ArrayBuffer) events.message(new Uint8Array(data));
      });
      socket.addEventListener('close', ({ code }) => events.closed(code));
      return {
        send: (bytes) => {
          if (socket.readyState === WebSocket.OPEN) {
            socket.send(bytes as Uint8Array<ArrayBuffer>);
          }
        },
        close: () => socket.close(),
      };
    },
    async fetchAlerts(after) {
      const { epoch, seq, alerts } = await (after === null
        ? api.activeAlerts()
        : api.alertsAfter(after));
      return { epoch, seq, rowJsons: alerts.map((row) => JSON.stringify(row)) };
    },
  };
}
