/*
 * 0x0002 heartbeat 终端心跳 · 0x0003 logout 终端注销 · 0x0004 query server time 查询服务器时间请求 (2019)
 * 0x8104 query parameters 查询终端参数 · 0x8107 query properties 查询终端属性 (2013)
 * 0x8201 location query 位置信息查询 · 0x8204 link check 链路检测 (2019)
 * 0x8702 request driver identity 上报驾驶员身份信息请求 (2013): empty bodies.
 * Some trackers add battery, signal and status to the heartbeat: kept as undecoded tail.
 */
import { defineMessage } from './message.ts';

const empty = (id: number, name: string) =>
  defineMessage({ id, name, decode: () => ({}), encode: () => {} });

export const heartbeat = empty(0x0002, 'terminal heartbeat 终端心跳');
export const logout = empty(0x0003, 'terminal logout 终端注销');
export const serverTimeQuery = empty(0x0004, 'query server time 查询服务器时间请求');
export const parametersQuery = empty(0x8104, 'query parameters 查询终端参数');
export const propertiesQuery = empty(0x8107, 'query properties 查询终端属性');
export const locationQuery = empty(0x8201, 'location query 位置信息查询');
export const linkCheck = empty(0x8204, 'link check 链路检测');
export const driverIdentityRequest = empty(
  0x8702,
  'request driver identity 上报驾驶员身份信息请求',
);
