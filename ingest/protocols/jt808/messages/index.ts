/** Every message whose body the product reads and writes. Adding one: write the file, add it here, add its vectors. */
import { authentication } from './authentication.ts';
import { batchLocation } from './batch-location.ts';
import { driverIdentity } from './driver-identity.ts';
import { heartbeat, logout } from './empty.ts';
import { platformAck, terminalAck } from './general-ack.ts';
import { location } from './location.ts';
import type { MessageCodec } from './message.ts';
import { packetRequest } from './packet-request.ts';
import { registration } from './registration.ts';
import { registrationReply } from './registration-reply.ts';
import { textMessage } from './text-message.ts';

export const messages = [
  terminalAck,
  platformAck,
  heartbeat,
  logout,
  packetRequest,
  registration,
  registrationReply,
  authentication,
  location,
  driverIdentity,
  batchLocation,
  textMessage,
] as const satisfies readonly MessageCodec<unknown>[];

/** By message id. */
export const messageById: ReadonlyMap<number, MessageCodec<unknown>> = new Map(
  messages.map((message) => [message.id, message]),
);
