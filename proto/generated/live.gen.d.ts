import * as $protobuf from "protobufjs";
import type Long from "long";

/** Namespace tizheng. */
export namespace tizheng {

    /** Namespace live. */
    namespace live {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of a ServerMessage.
             * @deprecated Use tizheng.live.v1.ServerMessage.$Properties instead.
             */
            interface IServerMessage extends tizheng.live.v1.ServerMessage.$Properties {
            }

            /** Represents a ServerMessage. */
            class ServerMessage {

                /**
                 * Constructs a new ServerMessage.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.live.v1.ServerMessage.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ServerMessage hello. */
                hello: (tizheng.live.v1.Hello|null);

                /** ServerMessage positions. */
                positions: (tizheng.live.v1.PositionFrame|null);

                /** ServerMessage alert. */
                alert: (tizheng.live.v1.AlertEvent|null);

                /** ServerMessage pong. */
                pong: (tizheng.live.v1.Pong|null);

                /** ServerMessage resync. */
                resync: (tizheng.live.v1.Resync|null);

                /** ServerMessage grid. */
                grid: (tizheng.live.v1.GridFrame|null);

                /** ServerMessage indicators. */
                indicators: (tizheng.live.v1.IndicatorFrame|null);

                /** ServerMessage sensors. */
                sensors: (tizheng.live.v1.SensorFrame|null);

                /** ServerMessage body. */
                body?: ("hello"|"positions"|"alert"|"pong"|"resync"|"grid"|"indicators"|"sensors");

                /**
                 * Encodes the specified ServerMessage message. Does not implicitly {@link tizheng.live.v1.ServerMessage.verify|verify} messages.
                 * @param message ServerMessage message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.live.v1.ServerMessage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ServerMessage message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.live.v1.ServerMessage & tizheng.live.v1.ServerMessage.$Shape} ServerMessage
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.live.v1.ServerMessage & tizheng.live.v1.ServerMessage.$Shape;
            }

            namespace ServerMessage {

                /** Properties of a ServerMessage. */
                interface $Properties {

                    /** ServerMessage hello */
                    hello?: (tizheng.live.v1.Hello.$Properties|null);

                    /** ServerMessage positions */
                    positions?: (tizheng.live.v1.PositionFrame.$Properties|null);

                    /** ServerMessage alert */
                    alert?: (tizheng.live.v1.AlertEvent.$Properties|null);

                    /** ServerMessage pong */
                    pong?: (tizheng.live.v1.Pong.$Properties|null);

                    /** ServerMessage resync */
                    resync?: (tizheng.live.v1.Resync.$Properties|null);

                    /** ServerMessage grid */
                    grid?: (tizheng.live.v1.GridFrame.$Properties|null);

                    /** ServerMessage indicators */
                    indicators?: (tizheng.live.v1.IndicatorFrame.$Properties|null);

                    /** ServerMessage sensors */
                    sensors?: (tizheng.live.v1.SensorFrame.$Properties|null);

                    /** ServerMessage body */
                    body?: ("hello"|"positions"|"alert"|"pong"|"resync"|"grid"|"indicators"|"sensors");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of a ServerMessage. */
                type $Shape = {
                  hello?: tizheng.live.v1.Hello.$Shape|null;
                  positions?: tizheng.live.v1.PositionFrame.$Shape|null;
                  alert?: tizheng.live.v1.AlertEvent.$Shape|null;
                  pong?: tizheng.live.v1.Pong.$Shape|null;
                  resync?: tizheng.live.v1.Resync.$Shape|null;
                  grid?: tizheng.live.v1.GridFrame.$Shape|null;
                  indicators?: tizheng.live.v1.IndicatorFrame.$Shape|null;
                  sensors?: tizheng.live.v1.SensorFrame.$Shape|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ body?: undefined; hello?: null; positions?: null; alert?: null; pong?: null; resync?: null; grid?: null; indicators?: null; sensors?: null }|{ body?: "hello"; hello: tizheng.live.v1.Hello.$Shape; positions?: null; alert?: null; pong?: null; resync?: null; grid?: null; indicators?: null; sensors?: null }|{ body?: "positions"; hello?: null; positions: tizheng.live.v1.PositionFrame.$Shape; alert?: null; pong?: null; resync?: null; grid?: null; indicators?: null; sensors?: null }|{ body?: "alert"; hello?: null; positions?: null; alert: tizheng.live.v1.AlertEvent.$Shape; pong?: null; resync?: null; grid?: null; indicators?: null; sensors?: null }|{ body?: "pong"; hello?: null; positions?: null; alert?: null; pong: tizheng.live.v1.Pong.$Shape; resync?: null; grid?: null; indicators?: null; sensors?: null }|{ body?: "resync"; hello?: null; positions?: null; alert?: null; pong?: null; resync: tizheng.live.v1.Resync.$Shape; grid?: null; indicators?: null; sensors?: null }|{ body?: "grid"; hello?: null; positions?: null; alert?: null; pong?: null; resync?: null; grid: tizheng.live.v1.GridFrame.$Shape; indicators?: null; sensors?: null }|{ body?: "indicators"; hello?: null; positions?: null; alert?: null; pong?: null; resync?: null; grid?: null; indicators: tizheng.live.v1.IndicatorFrame.$Shape; sensors?: null }|{ body?: "sensors"; hello?: null; positions?: null; alert?: null; pong?: null; resync?: null; grid?: null; indicators?: null; sensors: tizheng.live.v1.SensorFrame.$Shape })
                );
            }

            /**
             * Properties of a ClientMessage.
             * @deprecated Use tizheng.live.v1.ClientMessage.$Properties instead.
             */
            interface IClientMessage extends tizheng.live.v1.ClientMessage.$Properties {
            }

            /** Represents a ClientMessage. */
            class ClientMessage {

                /**
                 * Constructs a new ClientMessage.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.live.v1.ClientMessage.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ClientMessage subscribe. */
                subscribe: (tizheng.live.v1.Subscribe|null);

                /** ClientMessage ping. */
                ping: (tizheng.live.v1.Ping|null);

                /** ClientMessage alertAck. */
                alertAck: (tizheng.live.v1.AlertAck|null);

                /** ClientMessage watch. */
                watch: (tizheng.live.v1.Watch|null);

                /** ClientMessage body. */
                body?: ("subscribe"|"ping"|"alertAck"|"watch");

                /**
                 * Encodes the specified ClientMessage message. Does not implicitly {@link tizheng.live.v1.ClientMessage.verify|verify} messages.
                 * @param message ClientMessage message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.live.v1.ClientMessage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ClientMessage message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.live.v1.ClientMessage & tizheng.live.v1.ClientMessage.$Shape} ClientMessage
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.live.v1.ClientMessage & tizheng.live.v1.ClientMessage.$Shape;
            }

            namespace ClientMessage {

                /** Properties of a ClientMessage. */
                interface $Properties {

                    /** ClientMessage subscribe */
                    subscribe?: (tizheng.live.v1.Subscribe.$Properties|null);

                    /** ClientMessage ping */
                    ping?: (tizheng.live.v1.Ping.$Properties|null);

                    /** ClientMessage alertAck */
                    alertAck?: (tizheng.live.v1.AlertAck.$Properties|null);

                    /** ClientMessage watch */
                    watch?: (tizheng.live.v1.Watch.$Properties|null);

                    /** ClientMessage body */
                    body?: ("subscribe"|"ping"|"alertAck"|"watch");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of a ClientMessage. */
                type $Shape = {
                  subscribe?: tizheng.live.v1.Subscribe.$Shape|null;
                  ping?: tizheng.live.v1.Ping.$Shape|null;
                  alertAck?: tizheng.live.v1.AlertAck.$Shape|null;
                  watch?: tizheng.live.v1.Watch.$Shape|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ body?: undefined; subscribe?: null; ping?: null; alertAck?: null; watch?: null }|{ body?: "subscribe"; subscribe: tizheng.live.v1.Subscribe.$Shape; ping?: null; alertAck?: null; watch?: null }|{ body?: "ping"; subscribe?: null; ping: tizheng.live.v1.Ping.$Shape; alertAck?: null; watch?: null }|{ body?: "alertAck"; subscribe?: null; ping?: null; alertAck: tizheng.live.v1.AlertAck.$Shape; watch?: null }|{ body?: "watch"; subscribe?: null; ping?: null; alertAck?: null; watch: tizheng.live.v1.Watch.$Shape })
                );
            }

            /**
             * Properties of a Hello.
             * @deprecated Use tizheng.live.v1.Hello.$Properties instead.
             */
            interface IHello extends tizheng.live.v1.Hello.$Properties {
            }

            /** Represents a Hello. */
            class Hello {

                /**
                 * Constructs a new Hello.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.live.v1.Hello.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Hello serverVersion. */
                serverVersion: string;

                /** Hello nowMs. */
                nowMs: (number|Long);

                /** Hello alertEpoch. */
                alertEpoch: string;

                /** Hello alertSeq. */
                alertSeq: (number|Long);

                /** Hello rosterVersion. */
                rosterVersion: (number|Long);

                /**
                 * Encodes the specified Hello message. Does not implicitly {@link tizheng.live.v1.Hello.verify|verify} messages.
                 * @param message Hello message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.live.v1.Hello.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Hello message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.live.v1.Hello & tizheng.live.v1.Hello.$Shape} Hello
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.live.v1.Hello & tizheng.live.v1.Hello.$Shape;
            }

            namespace Hello {

                /** Properties of a Hello. */
                interface $Properties {

                    /** Hello serverVersion */
                    serverVersion?: string;

                    /** Hello nowMs */
                    nowMs?: (number|Long);

                    /** Hello alertEpoch */
                    alertEpoch?: string;

                    /** Hello alertSeq */
                    alertSeq?: (number|Long);

                    /** Hello rosterVersion */
                    rosterVersion?: (number|Long);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Hello. */
                type $Shape = tizheng.live.v1.Hello.$Properties;
            }

            /**
             * Properties of a Subscribe.
             * @deprecated Use tizheng.live.v1.Subscribe.$Properties instead.
             */
            interface ISubscribe extends tizheng.live.v1.Subscribe.$Properties {
            }

            /** Represents a Subscribe. */
            class Subscribe {

                /**
                 * Constructs a new Subscribe.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.live.v1.Subscribe.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Subscribe west. */
                west: number;

                /** Subscribe south. */
                south: number;

                /** Subscribe east. */
                east: number;

                /** Subscribe north. */
                north: number;

                /** Subscribe zoom. */
                zoom: number;

                /** Subscribe follow. */
                follow: number[];

                /** Subscribe alertEpoch. */
                alertEpoch: string;

                /** Subscribe alertSeq. */
                alertSeq: (number|Long);

                /**
                 * Encodes the specified Subscribe message. Does not implicitly {@link tizheng.live.v1.Subscribe.verify|verify} messages.
                 * @param message Subscribe message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.live.v1.Subscribe.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Subscribe message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.live.v1.Subscribe & tizheng.live.v1.Subscribe.$Shape} Subscribe
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.live.v1.Subscribe & tizheng.live.v1.Subscribe.$Shape;
            }

            namespace Subscribe {

                /** Properties of a Subscribe. */
                interface $Properties {

                    /** Subscribe west */
                    west?: number;

                    /** Subscribe south */
                    south?: number;

                    /** Subscribe east */
                    east?: number;

                    /** Subscribe north */
                    north?: number;

                    /** Subscribe zoom */
                    zoom?: number;

                    /** Subscribe follow */
                    follow?: number[];

                    /** Subscribe alertEpoch */
                    alertEpoch?: string;

                    /** Subscribe alertSeq */
                    alertSeq?: (number|Long);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Subscribe. */
                type $Shape = tizheng.live.v1.Subscribe.$Properties;
            }

            /**
             * Properties of a PositionFrame.
             * @deprecated Use tizheng.live.v1.PositionFrame.$Properties instead.
             */
            interface IPositionFrame extends tizheng.live.v1.PositionFrame.$Properties {
            }

            /** Represents a PositionFrame. */
            class PositionFrame {

                /**
                 * Constructs a new PositionFrame.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.live.v1.PositionFrame.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** PositionFrame baseTimeMs. */
                baseTimeMs: (number|Long);

                /** PositionFrame handle. */
                handle: number[];

                /** PositionFrame longitudeE6. */
                longitudeE6: number[];

                /** PositionFrame latitudeE6. */
                latitudeE6: number[];

                /** PositionFrame speedKmh. */
                speedKmh: number[];

                /** PositionFrame courseHalf. */
                courseHalf: number[];

                /** PositionFrame ageS. */
                ageS: number[];

                /** PositionFrame state. */
                state: number[];

                /** PositionFrame vehiclesTotal. */
                vehiclesTotal: number;

                /** PositionFrame reset. */
                reset: boolean;

                /**
                 * Encodes the specified PositionFrame message. Does not implicitly {@link tizheng.live.v1.PositionFrame.verify|verify} messages.
                 * @param message PositionFrame message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.live.v1.PositionFrame.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a PositionFrame message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.live.v1.PositionFrame & tizheng.live.v1.PositionFrame.$Shape} PositionFrame
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.live.v1.PositionFrame & tizheng.live.v1.PositionFrame.$Shape;
            }

            namespace PositionFrame {

                /** Properties of a PositionFrame. */
                interface $Properties {

                    /** PositionFrame baseTimeMs */
                    baseTimeMs?: (number|Long);

                    /** PositionFrame handle */
                    handle?: number[];

                    /** PositionFrame longitudeE6 */
                    longitudeE6?: number[];

                    /** PositionFrame latitudeE6 */
                    latitudeE6?: number[];

                    /** PositionFrame speedKmh */
                    speedKmh?: number[];

                    /** PositionFrame courseHalf */
                    courseHalf?: number[];

                    /** PositionFrame ageS */
                    ageS?: number[];

                    /** PositionFrame state */
                    state?: number[];

                    /** PositionFrame vehiclesTotal */
                    vehiclesTotal?: number;

                    /** PositionFrame reset */
                    reset?: boolean;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a PositionFrame. */
                type $Shape = tizheng.live.v1.PositionFrame.$Properties;
            }

            /**
             * Properties of a GridFrame.
             * @deprecated Use tizheng.live.v1.GridFrame.$Properties instead.
             */
            interface IGridFrame extends tizheng.live.v1.GridFrame.$Properties {
            }

            /** Represents a GridFrame. */
            class GridFrame {

                /**
                 * Constructs a new GridFrame.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.live.v1.GridFrame.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GridFrame baseTimeMs. */
                baseTimeMs: (number|Long);

                /** GridFrame cellDeg. */
                cellDeg: number;

                /** GridFrame cellX. */
                cellX: number[];

                /** GridFrame cellY. */
                cellY: number[];

                /** GridFrame count. */
                count: number[];

                /** GridFrame vehiclesTotal. */
                vehiclesTotal: number;

                /**
                 * Encodes the specified GridFrame message. Does not implicitly {@link tizheng.live.v1.GridFrame.verify|verify} messages.
                 * @param message GridFrame message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.live.v1.GridFrame.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GridFrame message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.live.v1.GridFrame & tizheng.live.v1.GridFrame.$Shape} GridFrame
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.live.v1.GridFrame & tizheng.live.v1.GridFrame.$Shape;
            }

            namespace GridFrame {

                /** Properties of a GridFrame. */
                interface $Properties {

                    /** GridFrame baseTimeMs */
                    baseTimeMs?: (number|Long);

                    /** GridFrame cellDeg */
                    cellDeg?: number;

                    /** GridFrame cellX */
                    cellX?: number[];

                    /** GridFrame cellY */
                    cellY?: number[];

                    /** GridFrame count */
                    count?: number[];

                    /** GridFrame vehiclesTotal */
                    vehiclesTotal?: number;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GridFrame. */
                type $Shape = tizheng.live.v1.GridFrame.$Properties;
            }

            /**
             * Properties of an AlertEvent.
             * @deprecated Use tizheng.live.v1.AlertEvent.$Properties instead.
             */
            interface IAlertEvent extends tizheng.live.v1.AlertEvent.$Properties {
            }

            /** Represents an AlertEvent. */
            class AlertEvent {

                /**
                 * Constructs a new AlertEvent.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.live.v1.AlertEvent.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** AlertEvent epoch. */
                epoch: string;

                /** AlertEvent seq. */
                seq: (number|Long);

                /** AlertEvent rowJson. */
                rowJson: string;

                /**
                 * Encodes the specified AlertEvent message. Does not implicitly {@link tizheng.live.v1.AlertEvent.verify|verify} messages.
                 * @param message AlertEvent message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.live.v1.AlertEvent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an AlertEvent message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.live.v1.AlertEvent & tizheng.live.v1.AlertEvent.$Shape} AlertEvent
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.live.v1.AlertEvent & tizheng.live.v1.AlertEvent.$Shape;
            }

            namespace AlertEvent {

                /** Properties of an AlertEvent. */
                interface $Properties {

                    /** AlertEvent epoch */
                    epoch?: string;

                    /** AlertEvent seq */
                    seq?: (number|Long);

                    /** AlertEvent rowJson */
                    rowJson?: string;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an AlertEvent. */
                type $Shape = tizheng.live.v1.AlertEvent.$Properties;
            }

            /**
             * Properties of a Ping.
             * @deprecated Use tizheng.live.v1.Ping.$Properties instead.
             */
            interface IPing extends tizheng.live.v1.Ping.$Properties {
            }

            /** Represents a Ping. */
            class Ping {

                /**
                 * Constructs a new Ping.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.live.v1.Ping.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Ping t. */
                t: (number|Long);

                /**
                 * Encodes the specified Ping message. Does not implicitly {@link tizheng.live.v1.Ping.verify|verify} messages.
                 * @param message Ping message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.live.v1.Ping.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Ping message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.live.v1.Ping & tizheng.live.v1.Ping.$Shape} Ping
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.live.v1.Ping & tizheng.live.v1.Ping.$Shape;
            }

            namespace Ping {

                /** Properties of a Ping. */
                interface $Properties {

                    /** Ping t */
                    t?: (number|Long);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Ping. */
                type $Shape = tizheng.live.v1.Ping.$Properties;
            }

            /**
             * Properties of a Pong.
             * @deprecated Use tizheng.live.v1.Pong.$Properties instead.
             */
            interface IPong extends tizheng.live.v1.Pong.$Properties {
            }

            /** Represents a Pong. */
            class Pong {

                /**
                 * Constructs a new Pong.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.live.v1.Pong.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Pong t. */
                t: (number|Long);

                /**
                 * Encodes the specified Pong message. Does not implicitly {@link tizheng.live.v1.Pong.verify|verify} messages.
                 * @param message Pong message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.live.v1.Pong.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Pong message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.live.v1.Pong & tizheng.live.v1.Pong.$Shape} Pong
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.live.v1.Pong & tizheng.live.v1.Pong.$Shape;
            }

            namespace Pong {

                /** Properties of a Pong. */
                interface $Properties {

                    /** Pong t */
                    t?: (number|Long);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Pong. */
                type $Shape = tizheng.live.v1.Pong.$Properties;
            }

            /**
             * Properties of an AlertAck.
             * @deprecated Use tizheng.live.v1.AlertAck.$Properties instead.
             */
            interface IAlertAck extends tizheng.live.v1.AlertAck.$Properties {
            }

            /** Represents an AlertAck. */
            class AlertAck {

                /**
                 * Constructs a new AlertAck.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.live.v1.AlertAck.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** AlertAck epoch. */
                epoch: string;

                /** AlertAck seq. */
                seq: (number|Long);

                /**
                 * Encodes the specified AlertAck message. Does not implicitly {@link tizheng.live.v1.AlertAck.verify|verify} messages.
                 * @param message AlertAck message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.live.v1.AlertAck.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an AlertAck message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.live.v1.AlertAck & tizheng.live.v1.AlertAck.$Shape} AlertAck
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.live.v1.AlertAck & tizheng.live.v1.AlertAck.$Shape;
            }

            namespace AlertAck {

                /** Properties of an AlertAck. */
                interface $Properties {

                    /** AlertAck epoch */
                    epoch?: string;

                    /** AlertAck seq */
                    seq?: (number|Long);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an AlertAck. */
                type $Shape = tizheng.live.v1.AlertAck.$Properties;
            }

            /**
             * Properties of a Resync.
             * @deprecated Use tizheng.live.v1.Resync.$Properties instead.
             */
            interface IResync extends tizheng.live.v1.Resync.$Properties {
            }

            /** Represents a Resync. */
            class Resync {

                /**
                 * Constructs a new Resync.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.live.v1.Resync.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Resync reason. */
                reason: string;

                /**
                 * Encodes the specified Resync message. Does not implicitly {@link tizheng.live.v1.Resync.verify|verify} messages.
                 * @param message Resync message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.live.v1.Resync.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Resync message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.live.v1.Resync & tizheng.live.v1.Resync.$Shape} Resync
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.live.v1.Resync & tizheng.live.v1.Resync.$Shape;
            }

            namespace Resync {

                /** Properties of a Resync. */
                interface $Properties {

                    /** Resync reason */
                    reason?: string;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Resync. */
                type $Shape = tizheng.live.v1.Resync.$Properties;
            }

            /**
             * Properties of a Watch.
             * @deprecated Use tizheng.live.v1.Watch.$Properties instead.
             */
            interface IWatch extends tizheng.live.v1.Watch.$Properties {
            }

            /** Represents a Watch. */
            class Watch {

                /**
                 * Constructs a new Watch.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.live.v1.Watch.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Watch scopeKind. */
                scopeKind: string;

                /** Watch scopeId. */
                scopeId: string;

                /** Watch sensors. */
                sensors: boolean;

                /**
                 * Encodes the specified Watch message. Does not implicitly {@link tizheng.live.v1.Watch.verify|verify} messages.
                 * @param message Watch message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.live.v1.Watch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Watch message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.live.v1.Watch & tizheng.live.v1.Watch.$Shape} Watch
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.live.v1.Watch & tizheng.live.v1.Watch.$Shape;
            }

            namespace Watch {

                /** Properties of a Watch. */
                interface $Properties {

                    /** Watch scopeKind */
                    scopeKind?: string;

                    /** Watch scopeId */
                    scopeId?: string;

                    /** Watch sensors */
                    sensors?: boolean;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Watch. */
                type $Shape = tizheng.live.v1.Watch.$Properties;
            }

            /**
             * Properties of an IndicatorFrame.
             * @deprecated Use tizheng.live.v1.IndicatorFrame.$Properties instead.
             */
            interface IIndicatorFrame extends tizheng.live.v1.IndicatorFrame.$Properties {
            }

            /** Represents an IndicatorFrame. */
            class IndicatorFrame {

                /**
                 * Constructs a new IndicatorFrame.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.live.v1.IndicatorFrame.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** IndicatorFrame baseTimeMs. */
                baseTimeMs: (number|Long);

                /** IndicatorFrame scopeKind. */
                scopeKind: string;

                /** IndicatorFrame scopeId. */
                scopeId: string;

                /** IndicatorFrame reset. */
                reset: boolean;

                /** IndicatorFrame points. */
                points: tizheng.live.v1.IndicatorPoint[];

                /**
                 * Encodes the specified IndicatorFrame message. Does not implicitly {@link tizheng.live.v1.IndicatorFrame.verify|verify} messages.
                 * @param message IndicatorFrame message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.live.v1.IndicatorFrame.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an IndicatorFrame message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.live.v1.IndicatorFrame & tizheng.live.v1.IndicatorFrame.$Shape} IndicatorFrame
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.live.v1.IndicatorFrame & tizheng.live.v1.IndicatorFrame.$Shape;
            }

            namespace IndicatorFrame {

                /** Properties of an IndicatorFrame. */
                interface $Properties {

                    /** IndicatorFrame baseTimeMs */
                    baseTimeMs?: (number|Long);

                    /** IndicatorFrame scopeKind */
                    scopeKind?: string;

                    /** IndicatorFrame scopeId */
                    scopeId?: string;

                    /** IndicatorFrame reset */
                    reset?: boolean;

                    /** IndicatorFrame points */
                    points?: tizheng.live.v1.IndicatorPoint.$Properties[];

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an IndicatorFrame. */
                type $Shape = tizheng.live.v1.IndicatorFrame.$Properties;
            }

            /**
             * Properties of an IndicatorPoint.
             * @deprecated Use tizheng.live.v1.IndicatorPoint.$Properties instead.
             */
            interface IIndicatorPoint extends tizheng.live.v1.IndicatorPoint.$Properties {
            }

            /** Represents an IndicatorPoint. */
            class IndicatorPoint {

                /**
                 * Constructs a new IndicatorPoint.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.live.v1.IndicatorPoint.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** IndicatorPoint indicatorId. */
                indicatorId: string;

                /** IndicatorPoint windowStartMs. */
                windowStartMs: (number|Long);

                /** IndicatorPoint windowEndMs. */
                windowEndMs: (number|Long);

                /** IndicatorPoint phase. */
                phase: number;

                /** IndicatorPoint version. */
                version: number;

                /** IndicatorPoint definitionVersion. */
                definitionVersion: number;

                /** IndicatorPoint numerator. */
                numerator: (number|Long);

                /** IndicatorPoint denominator. */
                denominator: (number|Long);

                /** IndicatorPoint value. */
                value: (number|null);

                /** IndicatorPoint level. */
                level: (number|null);

                /** IndicatorPoint samples. */
                samples: (number|Long);

                /** IndicatorPoint coverage. */
                coverage: (number|null);

                /** IndicatorPoint toldAtMs. */
                toldAtMs: (number|Long);

                /**
                 * Encodes the specified IndicatorPoint message. Does not implicitly {@link tizheng.live.v1.IndicatorPoint.verify|verify} messages.
                 * @param message IndicatorPoint message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.live.v1.IndicatorPoint.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an IndicatorPoint message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.live.v1.IndicatorPoint & tizheng.live.v1.IndicatorPoint.$Shape} IndicatorPoint
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.live.v1.IndicatorPoint & tizheng.live.v1.IndicatorPoint.$Shape;
            }

            namespace IndicatorPoint {

                /** Properties of an IndicatorPoint. */
                interface $Properties {

                    /** IndicatorPoint indicatorId */
                    indicatorId?: string;

                    /** IndicatorPoint windowStartMs */
                    windowStartMs?: (number|Long);

                    /** IndicatorPoint windowEndMs */
                    windowEndMs?: (number|Long);

                    /** IndicatorPoint phase */
                    phase?: number;

                    /** IndicatorPoint version */
                    version?: number;

                    /** IndicatorPoint definitionVersion */
                    definitionVersion?: number;

                    /** IndicatorPoint numerator */
                    numerator?: (number|Long);

                    /** IndicatorPoint denominator */
                    denominator?: (number|Long);

                    /** IndicatorPoint value */
                    value?: (number|null);

                    /** IndicatorPoint level */
                    level?: (number|null);

                    /** IndicatorPoint samples */
                    samples?: (number|Long);

                    /** IndicatorPoint coverage */
                    coverage?: (number|null);

                    /** IndicatorPoint toldAtMs */
                    toldAtMs?: (number|Long);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an IndicatorPoint. */
                type $Shape = tizheng.live.v1.IndicatorPoint.$Properties;
            }

            /**
             * Properties of a SensorFrame.
             * @deprecated Use tizheng.live.v1.SensorFrame.$Properties instead.
             */
            interface ISensorFrame extends tizheng.live.v1.SensorFrame.$Properties {
            }

            /** Represents a SensorFrame. */
            class SensorFrame {

                /**
                 * Constructs a new SensorFrame.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.live.v1.SensorFrame.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SensorFrame baseTimeMs. */
                baseTimeMs: (number|Long);

                /** SensorFrame reset. */
                reset: boolean;

                /** SensorFrame sensors. */
                sensors: tizheng.live.v1.SensorState[];

                /**
                 * Encodes the specified SensorFrame message. Does not implicitly {@link tizheng.live.v1.SensorFrame.verify|verify} messages.
                 * @param message SensorFrame message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.live.v1.SensorFrame.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SensorFrame message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.live.v1.SensorFrame & tizheng.live.v1.SensorFrame.$Shape} SensorFrame
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.live.v1.SensorFrame & tizheng.live.v1.SensorFrame.$Shape;
            }

            namespace SensorFrame {

                /** Properties of a SensorFrame. */
                interface $Properties {

                    /** SensorFrame baseTimeMs */
                    baseTimeMs?: (number|Long);

                    /** SensorFrame reset */
                    reset?: boolean;

                    /** SensorFrame sensors */
                    sensors?: tizheng.live.v1.SensorState.$Properties[];

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SensorFrame. */
                type $Shape = tizheng.live.v1.SensorFrame.$Properties;
            }

            /**
             * Properties of a SensorState.
             * @deprecated Use tizheng.live.v1.SensorState.$Properties instead.
             */
            interface ISensorState extends tizheng.live.v1.SensorState.$Properties {
            }

            /** Represents a SensorState. */
            class SensorState {

                /**
                 * Constructs a new SensorState.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.live.v1.SensorState.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SensorState sensorId. */
                sensorId: string;

                /** SensorState kind. */
                kind: number;

                /** SensorState name. */
                name: string;

                /** SensorState longitudeE6. */
                longitudeE6: number;

                /** SensorState latitudeE6. */
                latitudeE6: number;

                /** SensorState eventTimeMs. */
                eventTimeMs: (number|Long);

                /** SensorState staleAfterS. */
                staleAfterS: number;

                /** SensorState flags. */
                flags: number;

                /** SensorState level. */
                level: (number|null);

                /** SensorState speedDkmh. */
                speedDkmh: (number|null);

                /** SensorState flowH. */
                flowH: (number|null);

                /** SensorState visibilityM. */
                visibilityM: (number|null);

                /**
                 * Encodes the specified SensorState message. Does not implicitly {@link tizheng.live.v1.SensorState.verify|verify} messages.
                 * @param message SensorState message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.live.v1.SensorState.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SensorState message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.live.v1.SensorState & tizheng.live.v1.SensorState.$Shape} SensorState
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.live.v1.SensorState & tizheng.live.v1.SensorState.$Shape;
            }

            namespace SensorState {

                /** Properties of a SensorState. */
                interface $Properties {

                    /** SensorState sensorId */
                    sensorId?: string;

                    /** SensorState kind */
                    kind?: number;

                    /** SensorState name */
                    name?: string;

                    /** SensorState longitudeE6 */
                    longitudeE6?: number;

                    /** SensorState latitudeE6 */
                    latitudeE6?: number;

                    /** SensorState eventTimeMs */
                    eventTimeMs?: (number|Long);

                    /** SensorState staleAfterS */
                    staleAfterS?: number;

                    /** SensorState flags */
                    flags?: number;

                    /** SensorState level */
                    level?: (number|null);

                    /** SensorState speedDkmh */
                    speedDkmh?: (number|null);

                    /** SensorState flowH */
                    flowH?: (number|null);

                    /** SensorState visibilityM */
                    visibilityM?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SensorState. */
                type $Shape = tizheng.live.v1.SensorState.$Properties;
            }
        }
    }
}
