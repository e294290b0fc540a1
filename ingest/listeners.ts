/** Every port devices reach ingest by: opened together, or none of them. */
import { readFileSync } from 'node:fs';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import { TizhengError } from '#core/errors.ts';
import type { IngestSettings } from './config.ts';
import { type HttpTransport, startHttp } from './transports/http.ts';
import { startTcp, type TcpTransport, type TlsFiles } from './transports/tcp.ts';
import { startUdp, type UdpTransport } from './transports/udp.ts';
import type { Wiring } from './wiring.ts';

export interface Listeners {
  tcp: TcpTransport;
  /** JT/T 808 over TLS; null = there is no certificate. */
  tlsPort: number | null;
  udp: UdpTransport | null;
  /** JT/T 808 first, MQTT behind it. */
  streams: readonly TcpTransport[];
  mqttPort: number | null;
  mqttTlsPort: number | null;
  http: HttpTransport | null;
  /** Null = files of alarms are not asked for. */
  attachments: TcpTransport | null;
}

/** Throws LISTEN_FAILED or FILE_UNREADABLE; nothing listens then. */
export async function listen(
  settings: IngestSettings,
  connectionsMax: number,
  { gateway, media, mqtt: mqttGateway, httpIntake, counters, wheel }: Wiring,
): Promise<Listeners> {
  const { mqtt, http } = settings;
  const open: { stop(): Promise<void> }[] = [];
  const kept = <T extends { stop(): Promise<void> }>(transport: T): T => {
    open.push(transport);
    return transport;
  };
  const bounds = { ...settings, connectionsMax };
  try {
    const mqttTls = tlsOf(mqtt.tlsCertFile, mqtt.tlsKeyFile);
    const tls = tlsOf(settings.tlsCertFile, settings.tlsKeyFile, settings.tlsClientCaFile);
    const onJt808 = async (port: number, files: TlsFiles | null) =>
      kept(await startTcp({ ...bounds, port, tls: files }, gateway, counters, wheel));
    const tcp = await onJt808(settings.tcpPort, null);
    const tcpTls = tls === null ? null : await onJt808(settings.tlsPort, tls);
    const onMqtt = async (port: number, files: TlsFiles | null) => {
      const options = { ...bounds, host: mqtt.host, port, tls: files };
      return kept(await startTcp(options, mqttGateway, counters, wheel));
    };
    const plain = mqtt.listen === 'on' ? await onMqtt(mqtt.port, null) : null;
    const encrypted = mqttTls === null ? null : await onMqtt(mqtt.tlsPort, mqttTls);
    const udp =
      settings.udp === 'off'
        ? null
        : kept(
            await startUdp(
              { host: settings.host, port: settings.udpPort },
              gateway,
              counters,
              wheel,
            ),
          );
    const httpTransport =
      http.listen === 'off'
        ? null
        : kept(
            await startHttp(
              { ...http, tls: contextOf(tlsOf(http.tlsCertFile, http.tlsKeyFile)) },
              httpIntake,
              counters,
            ),
          );
    const { attachments: taken } = settings;
    const attachments =
      media === null || taken.listen === 'off'
        ? null
        : kept(
            await startTcp(
              { ...bounds, host: taken.host, port: taken.port, tls: null },
              media.gateway,
              counters,
              wheel,
            ),
          );
    return {
      tcp,
      tlsPort: tcpTls?.port ?? null,
      udp,
      streams: [tcp, tcpTls, plain, encrypted].filter((stream) => stream !== null),
      mqttPort: plain?.port ?? null,
      mqttTlsPort: encrypted?.port ?? null,
      http: httpTransport,
      attachments,
    };
  } catch (error) {
    await Promise.all(open.map((transport) => transport.stop()));
    throw error;
  }
}

/** Certificate and key, tried out; null = none asked for. */
function tlsOf(certFile: string, keyFile: string, clientCaFile = ''): TlsFiles | null {
  if (certFile === '') return null;
  try {
    const cert = readFileSync(certFile);
    const key = readFileSync(keyFile);
    const clientCa = clientCaFile === '' ? null : readFileSync(clientCaFile);
    createSecureContext({ cert, key, ...(clientCa === null ? {} : { ca: clientCa }) });
    return { cert, key, clientCa };
  } catch (cause) {
    throw new TizhengError(
      'FILE_UNREADABLE',
      'ingest',
      `${[certFile, keyFile, clientCaFile].filter(Boolean).join(', ')}: no certificate with its key (and authorities) in PEM form.`,
      cause,
    );
  }
}

function contextOf(files: TlsFiles | null): SecureContextOptions | null {
  return files === null ? null : { cert: files.cert, key: files.key, minVersion: 'TLSv1.2' };
}
