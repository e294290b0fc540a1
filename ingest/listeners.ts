/** Every port devices reach ingest by: opened together, or none of them. */
import { readFileSync } from 'node:fs';
import { createSecureContext, type SecureContext } from 'node:tls';
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
    const secureContext = secureContextOf(mqtt.tlsCertFile, mqtt.tlsKeyFile);
    const tcp = kept(
      await startTcp({ ...bounds, port: settings.tcpPort }, gateway, counters, wheel),
    );
    const onMqtt = async (port: number, secure: SecureContext | null) => {
      const encrypted = secure === null ? {} : { secureContext: secure };
      const options = { ...bounds, host: mqtt.host, port, ...encrypted };
      return kept(await startTcp(options, mqttGateway, counters, wheel));
    };
    const plain = mqtt.listen === 'on' ? await onMqtt(mqtt.port, null) : null;
    const encrypted = secureContext === null ? null : await onMqtt(mqtt.tlsPort, secureContext);
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
              { ...http, secureContext: secureContextOf(http.tlsCertFile, http.tlsKeyFile) },
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

function secureContextOf(certFile: string, keyFile: string): SecureContext | null {
  if (certFile === '') return null;
  try {
    return createSecureContext({
      cert: readFileSync(certFile),
      key: readFileSync(keyFile),
      minVersion: 'TLSv1.2',
    });
  } catch (cause) {
    throw new TizhengError(
      'FILE_UNREADABLE',
      'ingest',
      `${certFile} and ${keyFile} are no certificate with its key in PEM form.`,
      cause,
    );
  }
}
