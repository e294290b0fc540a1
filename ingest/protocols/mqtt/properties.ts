/** Properties of MQTT 5 packets (chapter 2.2.2): all are read, four are used. */
import type { MqttReader } from './reader.ts';

type Type = 'u8' | 'u16' | 'u32' | 'varint' | 'text' | 'binary' | 'pair';

/** Every property a client may send, by its identifier. */
const TYPES: Readonly<Record<number, Type>> = {
  1: 'u8', // payload format indicator
  2: 'u32', // message expiry interval
  3: 'text', // content type
  8: 'text', // response topic
  9: 'binary', // correlation data
  11: 'varint', // subscription identifier
  17: 'u32', // session expiry interval
  21: 'text', // authentication method
  22: 'binary', // authentication data
  23: 'u8', // request problem information
  24: 'u32', // will delay interval
  25: 'u8', // request response information
  31: 'text', // reason string
  33: 'u16', // receive maximum
  34: 'u16', // topic alias maximum
  35: 'u16', // topic alias
  38: 'pair', // user property
  39: 'u32', // maximum packet size
};

export interface Properties {
  contentType: string | null;
  /** 0 = none. */
  topicAlias: number;
  authenticationMethod: string | null;
}

/** Reads the properties that stand here and returns those that matter to us. Throws MqttFault. */
export function readProperties(reader: MqttReader): Properties {
  const found: Properties = { contentType: null, topicAlias: 0, authenticationMethod: null };
  const length = reader.varint();
  const end = reader.at + length;
  if (end > reader.end) throw reader.fault('MQTT_FIELD');
  let seen = 0;
  while (reader.at < end) {
    const id = reader.varint();
    const type = TYPES[id];
    if (type === undefined) throw reader.fault('MQTT_PROPERTY');
    if (type !== 'pair') {
      // Identifiers fit into 40 bits only by table; those used here are below 31.
      const bit = id < 31 ? 1 << id : 0;
      if ((seen & bit) !== 0) throw reader.fault('MQTT_PROPERTY');
      seen |= bit;
    }
    switch (type) {
      case 'u8':
        reader.u8();
        break;
      case 'u16': {
        const value = reader.u16();
        if (id === 0x23) found.topicAlias = value;
        break;
      }
      case 'u32':
        reader.u32();
        break;
      case 'varint':
        reader.varint();
        break;
      case 'text': {
        const value = reader.text();
        if (id === 0x03) found.contentType = value;
        if (id === 0x15) found.authenticationMethod = value;
        break;
      }
      case 'binary':
        reader.binary();
        break;
      case 'pair':
        reader.text();
        reader.text();
    }
  }
  if (reader.at !== end) throw reader.fault('MQTT_FIELD');
  return found;
}
