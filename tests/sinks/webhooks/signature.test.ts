/** Signatures against the public library and the standard's own forms; secrets and their files; the ladder's bounds. */
import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { JITTER, LADDER_MS, waitBefore } from '#sinks/webhooks/ladder.ts';
import {
  addSecret,
  generateMissingSecrets,
  retireOldSecrets,
  SecretFile,
} from '#sinks/webhooks/secret-file.ts';
import { newSecret, parseSecrets, signatureOf } from '#sinks/webhooks/signature.ts';
import { endpointOf } from './harness.ts';
import { SECRETS } from './receiver.ts';

const timestampS = Math.floor(Date.now() / 1_000);

test('the example of the standard: same text, same signature', () => {
  const [secret] = SECRETS;
  const body = '{"test": 2432232314}';
  const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestampS: 1_614_265_330, body };
  expect(signatureOf(parseSecrets(secret!, 'x'), message)).toBe(
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  );
});

test('any body: each of several secrets verifies with the public library, a changed byte does not', () => {
  const secrets = [newSecret(), newSecret()];
  const signers = parseSecrets(secrets.join('\n'), 'x');
  fc.assert(
    fc.property(fc.json(), fc.stringMatching(/^msg_[\w-]{27}$/), (body, id) => {
      const headers = {
        'webhook-id': id,
        'webhook-timestamp': String(timestampS),
        'webhook-signature': signatureOf(signers, { id, timestampS, body }),
      };
      for (const secret of secrets) {
        expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
        expect(() => new Webhook(secret).verify(`${body} `, headers)).toThrow(/No matching/);
      }
      expect(() => new Webhook(newSecret()).verify(body, headers)).toThrow(/No matching/);
    }),
    { numRuns: 50 },
  );
});

test('v1a: an ed25519 signature that the public key verifies, beside a v1 one', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const seed = Buffer.from(privateKey.export({ format: 'jwk' }).d!, 'base64url');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url');
  for (const bytes of [seed, Buffer.concat([seed, raw])]) {
    const signers = parseSecrets(`whsk_${bytes.toString('base64')}\n${SECRETS[0]}`, 'x');
    const header = signatureOf(signers, { id: 'msg_1', timestampS, body: '{}' });
    const [first, second] = header.split(' ');
    const [version, signature] = first!.split(',');
    expect(version).toBe('v1a');
    const text = Buffer.from(`msg_1.${timestampS}.{}`);
    expect(
      verify(
        null,
        text,
        createPublicKey(publicKey.export({ format: 'pem', type: 'spki' })),
        Buffer.from(signature!, 'base64'),
      ),
    ).toBe(true);
    expect(second).toMatch(/^v1,/);
  }
});

test.each([
  ['', 'no secret'],
  ['whsec_c2hvcnQ=', 'too short'],
  [`whsec_${Buffer.alloc(65).toString('base64')}`, 'too long'],
  ['whsec_nö', 'no base64'],
  ['MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'no prefix'],
  [`whsk_${Buffer.alloc(31).toString('base64')}`, 'no key'],
  [Array.from({ length: 9 }, newSecret).join('\n'), 'too many'],
])('%j is refused (%s), and no message tells a secret', (text) => {
  try {
    parseSecrets(text, 'the file');
    expect.unreachable();
  } catch (error) {
    expect(error).toMatchObject({ code: 'SETTINGS_INVALID' });
    if (text.length > 8) expect((error as Error).message).not.toContain(text.slice(6, 14));
  }
});

test('secrets are made once, readable by their owner only; rotating adds one before the others', () => {
  const dir = mkdtempSync(join(tmpdir(), 'tizheng-secrets-'));
  const endpoints = [endpointOf({ url: 'https://a.example/' })];
  const [made] = generateMissingSecrets(dir, endpoints);
  expect(statSync(made!.file).mode & 0o777).toBe(0o600);
  expect(generateMissingSecrets(dir, endpoints)).toEqual([]);
  const added = addSecret(made!.file);
  expect(readFileSync(made!.file, 'utf8').split('\n')).toEqual([added, made!.secret, '']);
  expect(new SecretFile(made!.file).signers().length).toBe(2);
  expect(retireOldSecrets(made!.file)).toBe(1);
  expect(readFileSync(made!.file, 'utf8')).toBe(`${added}\n`);
  rmSync(dir, { recursive: true });
});

test('the ladder: 75 h 36 min in 13 attempts, each wait within a fifth', () => {
  expect(LADDER_MS.reduce((sum, ms) => sum + ms, 0)).toBe((75 * 60 + 36) * 60_000 + 22_000);
  for (const [rung, ms] of LADDER_MS.entries()) {
    expect(waitBefore(rung, () => 0)).toBe(Math.round(ms * (1 - JITTER)));
    expect(waitBefore(rung, () => 0.5)).toBe(ms);
    expect(waitBefore(rung, () => 0.999_999)! / Math.max(1, ms)).toBeLessThanOrEqual(1 + JITTER);
  }
  expect(waitBefore(LADDER_MS.length, () => 0.5)).toBeNull();
});
