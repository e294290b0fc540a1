/*
 * 0x8A00 platform RSA public key 平台 RSA 公钥 · 0x0A00 terminal RSA public key 终端 RSA 公钥
 *
 * off | type      | field
 * 0   | DWORD     | e of the key {e, n}
 * 4   | BYTE[128] | n
 */
import { defineMessage } from './message.ts';

export interface RsaKey {
  e: number;
  /** 128 bytes. */
  nHex: string;
}

const MODULUS_BYTES = 128;

const rsaKey = (id: number, name: string) =>
  defineMessage<RsaKey>({
    id,
    name,
    decode: (reader) => ({ e: reader.u32(), nHex: reader.hex(MODULUS_BYTES) }),
    encode(writer, message) {
      writer.u32(message.e);
      writer.hex(message.nHex);
    },
  });

export const platformRsaKey = rsaKey(0x8a00, 'platform RSA public key 平台 RSA 公钥');
export const terminalRsaKey = rsaKey(0x0a00, 'terminal RSA public key 终端 RSA 公钥');
