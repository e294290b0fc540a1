/*
 * 0x0002 heartbeat 终端心跳 · 0x0003 logout 终端注销: empty bodies.
 * Some trackers add battery, signal and status to the heartbeat: kept as undecoded tail.
 */
import { defineMessage } from './message.ts';

export const heartbeat = defineMessage({
  id: 0x0002,
  name: 'terminal heartbeat 终端心跳',
  decode: () => ({}),
  encode: () => {},
});

export const logout = defineMessage({
  id: 0x0003,
  name: 'terminal logout 终端注销',
  decode: () => ({}),
  encode: () => {},
});
