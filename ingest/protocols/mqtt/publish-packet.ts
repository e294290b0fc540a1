/** A PUBLISH of MQTT 3.1.1 (chapter 3.3) as bytes, for the quarantine of what was read by others. */
export function publishPacket(
  topic: string,
  payload: Uint8Array,
  { qos, dup, messageId = 0 }: { qos: 0 | 1 | 2; dup: boolean; messageId?: number },
): Uint8Array {
  const name = Buffer.from(topic);
  const length = 2 + name.length + (qos === 0 ? 0 : 2) + payload.length;
  const head = [0x30 | (dup ? 8 : 0) | (qos << 1)];
  for (let rest = length; ; rest >>>= 7) {
    head.push(rest > 127 ? (rest & 127) | 128 : rest);
    if (rest <= 127) break;
  }
  head.push(name.length >>> 8, name.length & 0xff);
  const id = qos === 0 ? [] : [messageId >>> 8, messageId & 0xff];
  return Buffer.concat([Buffer.from(head), name, Buffer.from(id), payload]);
}
