/** Where a webhook may go, in every form an address can take, and that a name cannot change its mind. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AddressGuard } from '#sinks/webhooks/address-guard.ts';
import { checkedAddresses, type Resolver } from '#sinks/webhooks/connect.ts';
import { Poster } from '#sinks/webhooks/post.ts';

const closed = new AddressGuard({ allowedCidrs: [], allowedPorts: [] });

describe('without listed ranges', () => {
  test.each([
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['0.0.0.0', 'this host'],
    ['10.1.2.3', 'private'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.1.1', 'private'],
    ['100.64.0.1', 'carrier NAT'],
    ['100.100.100.200', 'metadata of a cloud, in carrier NAT'],
    ['169.254.169.254', 'metadata of most clouds, link-local'],
    ['168.63.129.16', 'metadata of a cloud, public by its number'],
    ['192.0.0.192', 'metadata of a cloud, reserved'],
    ['192.0.2.1', 'documentation'],
    ['198.18.0.1', 'benchmarking'],
    ['198.51.100.7', 'documentation'],
    ['203.0.113.9', 'documentation'],
    ['192.88.99.1', '6to4 relay'],
    ['224.0.0.1', 'multicast'],
    ['240.0.0.1', 'reserved'],
    ['255.255.255.255', 'broadcast'],
    ['::', 'unspecified'],
    ['::1', 'loopback'],
    ['0:0:0:0:0:0:0:1', 'loopback, long'],
    ['::ffff:127.0.0.1', 'mapped loopback'],
    ['::ffff:7f00:1', 'mapped loopback in hexadecimal'],
    ['::ffff:10.0.0.1', 'mapped private'],
    ['::ffff:169.254.169.254', 'mapped metadata'],
    ['::ffff:0:127.0.0.1', 'translated loopback (RFC 6145)'],
    ['::127.0.0.1', 'compatible loopback'],
    ['64:ff9b::7f00:1', 'NAT64 of loopback'],
    ['64:ff9b::a00:1', 'NAT64 of private'],
    ['64:ff9b:1::1', 'local NAT64'],
    ['2002:7f00:1::', '6to4 of loopback'],
    ['2001:0:7f00:1::', 'Teredo'],
    ['fe80::1', 'link-local'],
    ['fe80::1%eth0', 'link-local with its zone'],
    ['fec0::1', 'site-local'],
    ['fc00::1', 'unique local'],
    ['fd00:ec2::254', 'metadata of a cloud, unique local'],
    ['ff02::1', 'multicast'],
    ['100::1', 'discard'],
    ['2001:db8::1', 'documentation'],
    ['3fff::1', 'documentation'],
    ['5f00::1', 'segment routing'],
    ['4000::1', 'not allocated'],
    ['0x7f.1', 'no canonical form'],
    ['2130706433', 'a number'],
    ['localhost', 'a name'],
    ['', 'nothing'],
  ])('%s is refused (%s)', (address) => {
    expect(closed.judge(address)).toBe('refused');
  });

  test.each([
    '1.1.1.1',
    '114.114.114.114',
    '172.32.0.1',
    '100.128.0.1',
    '2400:3200::1',
    '::ffff:1.1.1.1',
  ])('%s is public', (address) => {
    expect(closed.judge(address)).toBe('public');
  });
});

test('a listed range is let in, its neighbours are not, in any form', () => {
  const guard = new AddressGuard({
    allowedCidrs: ['10.20.0.0/16', 'fd12::/32'],
    allowedPorts: [8443],
  });
  expect(guard.judge('10.20.3.4')).toBe('listed');
  expect(guard.judge('::ffff:10.20.3.4')).toBe('listed');
  expect(guard.judge('10.21.0.1')).toBe('refused');
  expect(guard.judge('fd12::5')).toBe('listed');
  expect(guard.judge('fd13::5')).toBe('refused');
  expect([443, 8443, 80, 22].map((port) => guard.portAllowed(port))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(() => new AddressGuard({ allowedCidrs: ['10.20.0.0'], allowedPorts: [] })).toThrow(
    /no address range/,
  );
});

describe('before a connection', () => {
  const guard = new AddressGuard({ allowedCidrs: ['10.20.0.0/16'], allowedPorts: [8080] });
  const ask = (url: string, addresses: string[]) => {
    const { hostname, protocol, port } = new URL(url);
    const bare = hostname.replace(/^\[|\]$/g, '');
    return checkedAddresses(
      { guard, resolve: async () => addresses },
      { hostname: bare, protocol, port },
    );
  };
  const refused = (reason: string) => expect.objectContaining({ reason });

  test.each([
    [
      'https://a.example/',
      ['1.1.1.1', '127.0.0.1'],
      'address-refused',
      'one bad address among good ones',
    ],
    [
      'https://a.example/',
      ['::ffff:127.0.0.1'],
      'address-refused',
      'a mapped address from a resolver',
    ],
    ['http://a.example:8080/', ['1.1.1.1'], 'address-refused', 'http outside listed ranges'],
    ['https://a.example:22/', ['1.1.1.1'], 'address-refused', 'a port not listed'],
    ['http://a.example/', ['10.20.0.1'], 'address-refused', 'http on port 80, which is not listed'],
    ['https://127.1/', [], 'address-refused', 'a short form, which the URL makes 127.0.0.1'],
    ['https://0x7f000001/', [], 'address-refused', 'a hexadecimal form'],
    ['https://2130706433/', [], 'address-refused', 'a decimal form'],
    ['https://[::ffff:7f00:1]/', [], 'address-refused', 'a mapped literal'],
    ['https://a.example/', [], 'dns', 'a name without addresses'],
  ])('%s at %j: %s (%s)', async (url, addresses, reason) => {
    await expect(ask(url, addresses)).rejects.toEqual(refused(reason));
  });

  test('good ones pass, at most three of them', async () => {
    expect(await ask('https://a.example/', ['1.1.1.1', '1.0.0.1'])).toEqual(['1.1.1.1', '1.0.0.1']);
    expect(await ask('http://a.example:8080/', ['10.20.0.1'])).toEqual(['10.20.0.1']);
    const many = ['1.1.1.1', '1.1.1.2', '1.1.1.3', '1.1.1.4'];
    expect((await ask('https://a.example/', many)).length).toBe(3);
  });
});

describe('on real sockets', () => {
  let port = 0;
  const hosts: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    hosts.push(request.headers.host);
    response.writeHead(204, { connection: 'close' }).end();
  });
  beforeAll(async () => {
    await new Promise<void>((done) => server.listen(0, '127.0.0.2', done));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => new Promise((done) => server.close(done)));

  const posterTo = (resolve: Resolver, allowedCidrs: string[]) =>
    new Poster({
      url: new URL(`http://enforcement.example:${port}/`),
      guard: new AddressGuard({ allowedCidrs, allowedPorts: [port] }),
      resolve,
      timeoutMs: 1_000,
      connectionsMax: 1,
    });
  const post = (poster: Poster) =>
    poster.post({}, '{}', { nowMs: 0, signal: new AbortController().signal });

  test('the socket goes to the address that was judged: the name is asked once per connection', async () => {
    const answers = [['127.0.0.2'], ['127.0.0.1'], ['127.0.0.1']];
    let asked = 0;
    const poster = posterTo(async () => answers[asked++]!, ['127.0.0.2/32']);
    expect(await post(poster)).toMatchObject({ reason: 'delivered', status: 204 });
    expect(asked).toBe(1);
    expect(hosts).toEqual([`enforcement.example:${port}`]);
    // The name now points at this machine's loopback: the next connection is not made.
    expect(await post(poster)).toMatchObject({ reason: 'address-refused', status: null });
    expect(asked).toBe(2);
    expect(hosts.length).toBe(1);
    await poster.close();
  });

  test('a name that cannot be resolved', async () => {
    const poster = posterTo(async () => Promise.reject(new Error('ENOTFOUND')), ['127.0.0.2/32']);
    expect(await post(poster)).toMatchObject({ reason: 'dns' });
    await poster.close();
  });
});
