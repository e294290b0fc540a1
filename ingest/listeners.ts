/** Every port devices reach ingest by: opened together, or none of them. */
import { readFileSync } from 'node:fs';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import { TizhengError } from '#core/errors.ts';
import type { IngestSettings } from './config.ts';
import { type HttpTransport, startHttp } from './transports/http.ts';
import { startTcp, type TcpTransport } from './transports/tcp.ts';
import { startUdp, type UdpTransport } from './transports/udp.ts';
import type { Wiring } from './wiring.ts';

export interface Listeners {
  tcp: TcpTransport;
  udp: UdpTransport | null;
  /** JT/T 808 over TCP first, MQTT behind it. */
  streams: readonly TcpTransport[];
  mqttPort: number | null;
  mqttTlsPort: number | null;
  http: HttpTransport | null;
}

/** Throws LISTEN_FAILED or FILE_UNREADABLE; nothing listens then. */
export async function listen(
  settings: IngestSettings,
  connectionsMax: number,
  { gateway, mqtt: mqttGateway, httpIntake, counters, wheel }: Wiring,
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
    const tcp = kept(
      await startTcp({ ...bounds, port: settings.tcpPort }, gateway, counters, wheel),
    );
    const onMqtt = async (port: number, tls: SecureContextOptions | null) => {
      const encrypted = tls === null ? {} : { secureContext: createSecureContext(tls) };
      const options = { ...bounds, host: mqtt.host, port, ...encrypted };
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
              { ...http, tls: tlsOf(http.tlsCertFile, http.tlsKeyFile) },
              httpIntake,
              counters,
            ),
          );
    return {
      tcp,
      udp,
      streams: [tcp, plain, encrypted].filter((stream) => stream !== null),
      mqttPort: plain?.port ?? null,
      mqttTlsPort: encrypted?.port ?? null,
      http: httpTransport,
    };
  } catch (error) {
    await Promise.all(open.map((transport) => transport.stop()));
    throw error;
  }
}

/** Certificate and key, tried out; null = none asked for. */
function tlsOf(certFile: string, keyFile: string): SecureContextOptions | null {
  if (certFile === '') return null;
  try {
    const tls: SecureContextOptions = {
      cert: readFileSync(certFile),
      key: readFileSync(keyFile),
      minVersion: 'TLSv1.2',
    };
    createSecureContext(tls);
    return tls;
  } catch (cause) {
    throw new TizhengError(
      'FILE_UNREADABLE',
      'ingest',
      `${certFile} and ${keyFile} are no certificate with its key in PEM form.`,
      cause,
    );
  }
}
