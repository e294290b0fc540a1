import * as $protobuf from "protobufjs";
import type Long from "long";

/** Namespace tizheng. */
export namespace tizheng {

    /** Namespace reading. */
    namespace reading {

        /** Namespace v1. */
        namespace v1 {

            /** Protocol enum. */
            enum Protocol {

                /** UNKNOWN value */
                UNKNOWN = 0,

                /** JT808_2011 value */
                JT808_2011 = 1,

                /** JT808_2013 value */
                JT808_2013 = 2,

                /** JT808_2019 value */
                JT808_2019 = 3,

                /** REPLAY value */
                REPLAY = 4,

                /** MQTT value */
                MQTT = 5,

                /** AIS value */
                AIS = 6,

                /** HTTP value */
                HTTP = 7
            }

            /**
             * Properties of a Reading.
             * @deprecated Use tizheng.reading.v1.Reading.$Properties instead.
             */
            interface IReading extends tizheng.reading.v1.Reading.$Properties {
            }

            /** Represents a Reading. */
            class Reading {

                /**
                 * Constructs a new Reading.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.reading.v1.Reading.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Reading subjectKey. */
                subjectKey: (number|Long);

                /** Reading deviceKey. */
                deviceKey: (number|Long);

                /** Reading protocol. */
                protocol: tizheng.reading.v1.Protocol;

                /** Reading receivedTimeMs. */
                receivedTimeMs: (number|Long);

                /** Reading serial. */
                serial: number;

                /** Reading raw. */
                raw: Uint8Array;

                /** Reading position. */
                position: (tizheng.reading.v1.Position|null);

                /** Reading driverCard. */
                driverCard: (tizheng.reading.v1.DriverCard|null);

                /** Reading heartbeat. */
                heartbeat: (tizheng.reading.v1.Heartbeat|null);

                /** Reading session. */
                session: (tizheng.reading.v1.Session|null);

                /** Reading other. */
                other: (tizheng.reading.v1.Other|null);

                /** Reading traffic. */
                traffic: (tizheng.reading.v1.TrafficSample|null);

                /** Reading weather. */
                weather: (tizheng.reading.v1.WeatherSample|null);

                /** Reading tick. */
                tick: (tizheng.reading.v1.Tick|null);

                /** Reading registry. */
                registry: (tizheng.reading.v1.RegistryChange|null);

                /** Reading rules. */
                rules: (tizheng.reading.v1.RulesChange|null);

                /** Reading work. */
                work: (tizheng.reading.v1.AlertWork|null);

                /** Reading body. */
                body?: ("position"|"driverCard"|"heartbeat"|"session"|"other"|"traffic"|"weather"|"tick"|"registry"|"rules"|"work");

                /**
                 * Encodes the specified Reading message. Does not implicitly {@link tizheng.reading.v1.Reading.verify|verify} messages.
                 * @param message Reading message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.reading.v1.Reading.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Reading message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.Reading & tizheng.reading.v1.Reading.$Shape} Reading
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.reading.v1.Reading & tizheng.reading.v1.Reading.$Shape;
            }

            namespace Reading {

                /** Properties of a Reading. */
                interface $Properties {

                    /** Reading subjectKey */
                    subjectKey?: (number|Long);

                    /** Reading deviceKey */
                    deviceKey?: (number|Long);

                    /** Reading protocol */
                    protocol?: tizheng.reading.v1.Protocol;

                    /** Reading receivedTimeMs */
                    receivedTimeMs?: (number|Long);

                    /** Reading serial */
                    serial?: number;

                    /** Reading raw */
                    raw?: Uint8Array;

                    /** Reading position */
                    position?: (tizheng.reading.v1.Position.$Properties|null);

                    /** Reading driverCard */
                    driverCard?: (tizheng.reading.v1.DriverCard.$Properties|null);

                    /** Reading heartbeat */
                    heartbeat?: (tizheng.reading.v1.Heartbeat.$Properties|null);

                    /** Reading session */
                    session?: (tizheng.reading.v1.Session.$Properties|null);

                    /** Reading other */
                    other?: (tizheng.reading.v1.Other.$Properties|null);

                    /** Reading traffic */
                    traffic?: (tizheng.reading.v1.TrafficSample.$Properties|null);

                    /** Reading weather */
                    weather?: (tizheng.reading.v1.WeatherSample.$Properties|null);

                    /** Reading tick */
                    tick?: (tizheng.reading.v1.Tick.$Properties|null);

                    /** Reading registry */
                    registry?: (tizheng.reading.v1.RegistryChange.$Properties|null);

                    /** Reading rules */
                    rules?: (tizheng.reading.v1.RulesChange.$Properties|null);

                    /** Reading work */
                    work?: (tizheng.reading.v1.AlertWork.$Properties|null);

                    /** Reading body */
                    body?: ("position"|"driverCard"|"heartbeat"|"session"|"other"|"traffic"|"weather"|"tick"|"registry"|"rules"|"work");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of a Reading. */
                type $Shape = {
                  subjectKey?: number|Long;
                  deviceKey?: number|Long;
                  protocol?: tizheng.reading.v1.Protocol;
                  receivedTimeMs?: number|Long;
                  serial?: number;
                  raw?: Uint8Array;
                  position?: tizheng.reading.v1.Position.$Shape|null;
                  driverCard?: tizheng.reading.v1.DriverCard.$Shape|null;
                  heartbeat?: tizheng.reading.v1.Heartbeat.$Shape|null;
                  session?: tizheng.reading.v1.Session.$Shape|null;
                  other?: tizheng.reading.v1.Other.$Shape|null;
                  traffic?: tizheng.reading.v1.TrafficSample.$Shape|null;
                  weather?: tizheng.reading.v1.WeatherSample.$Shape|null;
                  tick?: tizheng.reading.v1.Tick.$Shape|null;
                  registry?: tizheng.reading.v1.RegistryChange.$Shape|null;
                  rules?: tizheng.reading.v1.RulesChange.$Shape|null;
                  work?: tizheng.reading.v1.AlertWork.$Shape|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ body?: undefined; position?: null; driverCard?: null; heartbeat?: null; session?: null; other?: null; traffic?: null; weather?: null; tick?: null; registry?: null; rules?: null; work?: null }|{ body?: "position"; position: tizheng.reading.v1.Position.$Shape; driverCard?: null; heartbeat?: null; session?: null; other?: null; traffic?: null; weather?: null; tick?: null; registry?: null; rules?: null; work?: null }|{ body?: "driverCard"; position?: null; driverCard: tizheng.reading.v1.DriverCard.$Shape; heartbeat?: null; session?: null; other?: null; traffic?: null; weather?: null; tick?: null; registry?: null; rules?: null; work?: null }|{ body?: "heartbeat"; position?: null; driverCard?: null; heartbeat: tizheng.reading.v1.Heartbeat.$Shape; session?: null; other?: null; traffic?: null; weather?: null; tick?: null; registry?: null; rules?: null; work?: null }|{ body?: "session"; position?: null; driverCard?: null; heartbeat?: null; session: tizheng.reading.v1.Session.$Shape; other?: null; traffic?: null; weather?: null; tick?: null; registry?: null; rules?: null; work?: null }|{ body?: "other"; position?: null; driverCard?: null; heartbeat?: null; session?: null; other: tizheng.reading.v1.Other.$Shape; traffic?: null; weather?: null; tick?: null; registry?: null; rules?: null; work?: null }|{ body?: "traffic"; position?: null; driverCard?: null; heartbeat?: null; session?: null; other?: null; traffic: tizheng.reading.v1.TrafficSample.$Shape; weather?: null; tick?: null; registry?: null; rules?: null; work?: null }|{ body?: "weather"; position?: null; driverCard?: null; heartbeat?: null; session?: null; other?: null; traffic?: null; weather: tizheng.reading.v1.WeatherSample.$Shape; tick?: null; registry?: null; rules?: null; work?: null }|{ body?: "tick"; position?: null; driverCard?: null; heartbeat?: null; session?: null; other?: null; traffic?: null; weather?: null; tick: tizheng.reading.v1.Tick.$Shape; registry?: null; rules?: null; work?: null }|{ body?: "registry"; position?: null; driverCard?: null; heartbeat?: null; session?: null; other?: null; traffic?: null; weather?: null; tick?: null; registry: tizheng.reading.v1.RegistryChange.$Shape; rules?: null; work?: null }|{ body?: "rules"; position?: null; driverCard?: null; heartbeat?: null; session?: null; other?: null; traffic?: null; weather?: null; tick?: null; registry?: null; rules: tizheng.reading.v1.RulesChange.$Shape; work?: null }|{ body?: "work"; position?: null; driverCard?: null; heartbeat?: null; session?: null; other?: null; traffic?: null; weather?: null; tick?: null; registry?: null; rules?: null; work: tizheng.reading.v1.AlertWork.$Shape })
                );
            }

            /**
             * Properties of a Position.
             * @deprecated Use tizheng.reading.v1.Position.$Properties instead.
             */
            interface IPosition extends tizheng.reading.v1.Position.$Properties {
            }

            /** Represents a Position. */
            class Position {

                /**
                 * Constructs a new Position.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.reading.v1.Position.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Position fixTimeMs. */
                fixTimeMs: (number|Long|null);

                /** Position latitudeE7. */
                latitudeE7: (number|null);

                /** Position longitudeE7. */
                longitudeE7: (number|null);

                /** Position altitudeM. */
                altitudeM: (number|null);

                /** Position speedDkmh. */
                speedDkmh: (number|null);

                /** Position courseDeg. */
                courseDeg: (number|null);

                /** Position recorderSpeedDkmh. */
                recorderSpeedDkmh: (number|null);

                /** Position mileageHm. */
                mileageHm: (number|null);

                /** Position satellites. */
                satellites: (number|null);

                /** Position alarmFlag. */
                alarmFlag: number;

                /** Position statusFlag. */
                statusFlag: number;

                /** Position videoAlarmFlag. */
                videoAlarmFlag: (number|null);

                /** Position backlog. */
                backlog: boolean;

                /** Position driverKey. */
                driverKey: (number|Long|null);

                /**
                 * Encodes the specified Position message. Does not implicitly {@link tizheng.reading.v1.Position.verify|verify} messages.
                 * @param message Position message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.reading.v1.Position.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Position message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.Position & tizheng.reading.v1.Position.$Shape} Position
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.reading.v1.Position & tizheng.reading.v1.Position.$Shape;
            }

            namespace Position {

                /** Properties of a Position. */
                interface $Properties {

                    /** Position fixTimeMs */
                    fixTimeMs?: (number|Long|null);

                    /** Position latitudeE7 */
                    latitudeE7?: (number|null);

                    /** Position longitudeE7 */
                    longitudeE7?: (number|null);

                    /** Position altitudeM */
                    altitudeM?: (number|null);

                    /** Position speedDkmh */
                    speedDkmh?: (number|null);

                    /** Position courseDeg */
                    courseDeg?: (number|null);

                    /** Position recorderSpeedDkmh */
                    recorderSpeedDkmh?: (number|null);

                    /** Position mileageHm */
                    mileageHm?: (number|null);

                    /** Position satellites */
                    satellites?: (number|null);

                    /** Position alarmFlag */
                    alarmFlag?: number;

                    /** Position statusFlag */
                    statusFlag?: number;

                    /** Position videoAlarmFlag */
                    videoAlarmFlag?: (number|null);

                    /** Position backlog */
                    backlog?: boolean;

                    /** Position driverKey */
                    driverKey?: (number|Long|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Position. */
                type $Shape = tizheng.reading.v1.Position.$Properties;
            }

            /**
             * Properties of a DriverCard.
             * @deprecated Use tizheng.reading.v1.DriverCard.$Properties instead.
             */
            interface IDriverCard extends tizheng.reading.v1.DriverCard.$Properties {
            }

            /** Represents a DriverCard. */
            class DriverCard {

                /**
                 * Constructs a new DriverCard.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.reading.v1.DriverCard.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** DriverCard eventTimeMs. */
                eventTimeMs: (number|Long|null);

                /** DriverCard onDuty. */
                onDuty: boolean;

                /** DriverCard driverKey. */
                driverKey: (number|Long|null);

                /** DriverCard readResult. */
                readResult: (number|null);

                /**
                 * Encodes the specified DriverCard message. Does not implicitly {@link tizheng.reading.v1.DriverCard.verify|verify} messages.
                 * @param message DriverCard message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.reading.v1.DriverCard.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a DriverCard message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.DriverCard & tizheng.reading.v1.DriverCard.$Shape} DriverCard
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.reading.v1.DriverCard & tizheng.reading.v1.DriverCard.$Shape;
            }

            namespace DriverCard {

                /** Properties of a DriverCard. */
                interface $Properties {

                    /** DriverCard eventTimeMs */
                    eventTimeMs?: (number|Long|null);

                    /** DriverCard onDuty */
                    onDuty?: boolean;

                    /** DriverCard driverKey */
                    driverKey?: (number|Long|null);

                    /** DriverCard readResult */
                    readResult?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a DriverCard. */
                type $Shape = tizheng.reading.v1.DriverCard.$Properties;
            }

            /**
             * Properties of a Heartbeat.
             * @deprecated Use tizheng.reading.v1.Heartbeat.$Properties instead.
             */
            interface IHeartbeat extends tizheng.reading.v1.Heartbeat.$Properties {
            }

            /** Represents a Heartbeat. */
            class Heartbeat {

                /**
                 * Constructs a new Heartbeat.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.reading.v1.Heartbeat.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /**
                 * Encodes the specified Heartbeat message. Does not implicitly {@link tizheng.reading.v1.Heartbeat.verify|verify} messages.
                 * @param message Heartbeat message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.reading.v1.Heartbeat.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Heartbeat message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.Heartbeat & tizheng.reading.v1.Heartbeat.$Shape} Heartbeat
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.reading.v1.Heartbeat & tizheng.reading.v1.Heartbeat.$Shape;
            }

            namespace Heartbeat {

                /** Properties of a Heartbeat. */
                interface $Properties {

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Heartbeat. */
                type $Shape = tizheng.reading.v1.Heartbeat.$Properties;
            }

            /**
             * Properties of a Session.
             * @deprecated Use tizheng.reading.v1.Session.$Properties instead.
             */
            interface ISession extends tizheng.reading.v1.Session.$Properties {
            }

            /** Represents a Session. */
            class Session {

                /**
                 * Constructs a new Session.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.reading.v1.Session.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Session online. */
                online: boolean;

                /** Session reason. */
                reason: string;

                /**
                 * Encodes the specified Session message. Does not implicitly {@link tizheng.reading.v1.Session.verify|verify} messages.
                 * @param message Session message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.reading.v1.Session.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Session message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.Session & tizheng.reading.v1.Session.$Shape} Session
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.reading.v1.Session & tizheng.reading.v1.Session.$Shape;
            }

            namespace Session {

                /** Properties of a Session. */
                interface $Properties {

                    /** Session online */
                    online?: boolean;

                    /** Session reason */
                    reason?: string;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Session. */
                type $Shape = tizheng.reading.v1.Session.$Properties;
            }

            /**
             * Properties of an Other.
             * @deprecated Use tizheng.reading.v1.Other.$Properties instead.
             */
            interface IOther extends tizheng.reading.v1.Other.$Properties {
            }

            /** Represents an Other. */
            class Other {

                /**
                 * Constructs a new Other.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.reading.v1.Other.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Other messageId. */
                messageId: number;

                /** Other encrypted. */
                encrypted: boolean;

                /**
                 * Encodes the specified Other message. Does not implicitly {@link tizheng.reading.v1.Other.verify|verify} messages.
                 * @param message Other message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.reading.v1.Other.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Other message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.Other & tizheng.reading.v1.Other.$Shape} Other
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.reading.v1.Other & tizheng.reading.v1.Other.$Shape;
            }

            namespace Other {

                /** Properties of an Other. */
                interface $Properties {

                    /** Other messageId */
                    messageId?: number;

                    /** Other encrypted */
                    encrypted?: boolean;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Other. */
                type $Shape = tizheng.reading.v1.Other.$Properties;
            }

            /**
             * Properties of a TrafficSample.
             * @deprecated Use tizheng.reading.v1.TrafficSample.$Properties instead.
             */
            interface ITrafficSample extends tizheng.reading.v1.TrafficSample.$Properties {
            }

            /** Represents a TrafficSample. */
            class TrafficSample {

                /**
                 * Constructs a new TrafficSample.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.reading.v1.TrafficSample.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** TrafficSample endTimeMs. */
                endTimeMs: (number|Long|null);

                /** TrafficSample intervalS. */
                intervalS: number;

                /** TrafficSample lanes. */
                lanes: tizheng.reading.v1.LaneSample[];

                /**
                 * Encodes the specified TrafficSample message. Does not implicitly {@link tizheng.reading.v1.TrafficSample.verify|verify} messages.
                 * @param message TrafficSample message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.reading.v1.TrafficSample.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a TrafficSample message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.TrafficSample & tizheng.reading.v1.TrafficSample.$Shape} TrafficSample
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.reading.v1.TrafficSample & tizheng.reading.v1.TrafficSample.$Shape;
            }

            namespace TrafficSample {

                /** Properties of a TrafficSample. */
                interface $Properties {

                    /** TrafficSample endTimeMs */
                    endTimeMs?: (number|Long|null);

                    /** TrafficSample intervalS */
                    intervalS?: number;

                    /** TrafficSample lanes */
                    lanes?: tizheng.reading.v1.LaneSample.$Properties[];

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a TrafficSample. */
                type $Shape = tizheng.reading.v1.TrafficSample.$Properties;
            }

            /**
             * Properties of a LaneSample.
             * @deprecated Use tizheng.reading.v1.LaneSample.$Properties instead.
             */
            interface ILaneSample extends tizheng.reading.v1.LaneSample.$Properties {
            }

            /** Represents a LaneSample. */
            class LaneSample {

                /**
                 * Constructs a new LaneSample.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.reading.v1.LaneSample.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** LaneSample lane. */
                lane: number;

                /** LaneSample vehicles. */
                vehicles: (number|null);

                /** LaneSample occupancyPermille. */
                occupancyPermille: (number|null);

                /** LaneSample speedDkmh. */
                speedDkmh: (number|null);

                /** LaneSample valid. */
                valid: boolean;

                /**
                 * Encodes the specified LaneSample message. Does not implicitly {@link tizheng.reading.v1.LaneSample.verify|verify} messages.
                 * @param message LaneSample message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.reading.v1.LaneSample.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a LaneSample message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.LaneSample & tizheng.reading.v1.LaneSample.$Shape} LaneSample
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.reading.v1.LaneSample & tizheng.reading.v1.LaneSample.$Shape;
            }

            namespace LaneSample {

                /** Properties of a LaneSample. */
                interface $Properties {

                    /** LaneSample lane */
                    lane?: number;

                    /** LaneSample vehicles */
                    vehicles?: (number|null);

                    /** LaneSample occupancyPermille */
                    occupancyPermille?: (number|null);

                    /** LaneSample speedDkmh */
                    speedDkmh?: (number|null);

                    /** LaneSample valid */
                    valid?: boolean;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a LaneSample. */
                type $Shape = tizheng.reading.v1.LaneSample.$Properties;
            }

            /**
             * Properties of a WeatherSample.
             * @deprecated Use tizheng.reading.v1.WeatherSample.$Properties instead.
             */
            interface IWeatherSample extends tizheng.reading.v1.WeatherSample.$Properties {
            }

            /** Represents a WeatherSample. */
            class WeatherSample {

                /**
                 * Constructs a new WeatherSample.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.reading.v1.WeatherSample.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** WeatherSample timeMs. */
                timeMs: (number|Long|null);

                /** WeatherSample visibilityM. */
                visibilityM: (number|null);

                /** WeatherSample windDms. */
                windDms: (number|null);

                /** WeatherSample gustDms. */
                gustDms: (number|null);

                /** WeatherSample windDirectionDeg. */
                windDirectionDeg: (number|null);

                /** WeatherSample airTempDc. */
                airTempDc: (number|null);

                /** WeatherSample dewPointDc. */
                dewPointDc: (number|null);

                /** WeatherSample humidityPermille. */
                humidityPermille: (number|null);

                /** WeatherSample rainDmmH. */
                rainDmmH: (number|null);

                /** WeatherSample rain_1hDmm. */
                rain_1hDmm: (number|null);

                /** WeatherSample surface. */
                surface: (tizheng.reading.v1.Surface|null);

                /** WeatherSample surfaceTempDc. */
                surfaceTempDc: (number|null);

                /** WeatherSample frictionPermille. */
                frictionPermille: (number|null);

                /** WeatherSample waterDmm. */
                waterDmm: (number|null);

                /**
                 * Encodes the specified WeatherSample message. Does not implicitly {@link tizheng.reading.v1.WeatherSample.verify|verify} messages.
                 * @param message WeatherSample message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.reading.v1.WeatherSample.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a WeatherSample message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.WeatherSample & tizheng.reading.v1.WeatherSample.$Shape} WeatherSample
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.reading.v1.WeatherSample & tizheng.reading.v1.WeatherSample.$Shape;
            }

            namespace WeatherSample {

                /** Properties of a WeatherSample. */
                interface $Properties {

                    /** WeatherSample timeMs */
                    timeMs?: (number|Long|null);

                    /** WeatherSample visibilityM */
                    visibilityM?: (number|null);

                    /** WeatherSample windDms */
                    windDms?: (number|null);

                    /** WeatherSample gustDms */
                    gustDms?: (number|null);

                    /** WeatherSample windDirectionDeg */
                    windDirectionDeg?: (number|null);

                    /** WeatherSample airTempDc */
                    airTempDc?: (number|null);

                    /** WeatherSample dewPointDc */
                    dewPointDc?: (number|null);

                    /** WeatherSample humidityPermille */
                    humidityPermille?: (number|null);

                    /** WeatherSample rainDmmH */
                    rainDmmH?: (number|null);

                    /** WeatherSample rain_1hDmm */
                    rain_1hDmm?: (number|null);

                    /** WeatherSample surface */
                    surface?: (tizheng.reading.v1.Surface|null);

                    /** WeatherSample surfaceTempDc */
                    surfaceTempDc?: (number|null);

                    /** WeatherSample frictionPermille */
                    frictionPermille?: (number|null);

                    /** WeatherSample waterDmm */
                    waterDmm?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a WeatherSample. */
                type $Shape = tizheng.reading.v1.WeatherSample.$Properties;
            }

            /** Surface enum. */
            enum Surface {

                /** SURFACE_UNKNOWN value */
                SURFACE_UNKNOWN = 0,

                /** DRY value */
                DRY = 1,

                /** MOIST value */
                MOIST = 2,

                /** WET value */
                WET = 3,

                /** SLUSH value */
                SLUSH = 4,

                /** SNOW value */
                SNOW = 5,

                /** ICE value */
                ICE = 6
            }

            /**
             * Properties of a Tick.
             * @deprecated Use tizheng.reading.v1.Tick.$Properties instead.
             */
            interface ITick extends tizheng.reading.v1.Tick.$Properties {
            }

            /** Represents a Tick. */
            class Tick {

                /**
                 * Constructs a new Tick.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.reading.v1.Tick.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Tick timeMs. */
                timeMs: (number|Long);

                /**
                 * Encodes the specified Tick message. Does not implicitly {@link tizheng.reading.v1.Tick.verify|verify} messages.
                 * @param message Tick message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.reading.v1.Tick.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Tick message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.Tick & tizheng.reading.v1.Tick.$Shape} Tick
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.reading.v1.Tick & tizheng.reading.v1.Tick.$Shape;
            }

            namespace Tick {

                /** Properties of a Tick. */
                interface $Properties {

                    /** Tick timeMs */
                    timeMs?: (number|Long);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Tick. */
                type $Shape = tizheng.reading.v1.Tick.$Properties;
            }

            /**
             * Properties of a RegistryChange.
             * @deprecated Use tizheng.reading.v1.RegistryChange.$Properties instead.
             */
            interface IRegistryChange extends tizheng.reading.v1.RegistryChange.$Properties {
            }

            /** Represents a RegistryChange. */
            class RegistryChange {

                /**
                 * Constructs a new RegistryChange.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.reading.v1.RegistryChange.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** RegistryChange registryOffset. */
                registryOffset: (number|Long);

                /** RegistryChange entity. */
                entity: string;

                /** RegistryChange id. */
                id: string;

                /** RegistryChange json. */
                json: string;

                /**
                 * Encodes the specified RegistryChange message. Does not implicitly {@link tizheng.reading.v1.RegistryChange.verify|verify} messages.
                 * @param message RegistryChange message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.reading.v1.RegistryChange.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a RegistryChange message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.RegistryChange & tizheng.reading.v1.RegistryChange.$Shape} RegistryChange
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.reading.v1.RegistryChange & tizheng.reading.v1.RegistryChange.$Shape;
            }

            namespace RegistryChange {

                /** Properties of a RegistryChange. */
                interface $Properties {

                    /** RegistryChange registryOffset */
                    registryOffset?: (number|Long);

                    /** RegistryChange entity */
                    entity?: string;

                    /** RegistryChange id */
                    id?: string;

                    /** RegistryChange json */
                    json?: string;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a RegistryChange. */
                type $Shape = tizheng.reading.v1.RegistryChange.$Properties;
            }

            /**
             * Properties of a RulesChange.
             * @deprecated Use tizheng.reading.v1.RulesChange.$Properties instead.
             */
            interface IRulesChange extends tizheng.reading.v1.RulesChange.$Properties {
            }

            /** Represents a RulesChange. */
            class RulesChange {

                /**
                 * Constructs a new RulesChange.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.reading.v1.RulesChange.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** RulesChange registryOffset. */
                registryOffset: (number|Long);

                /** RulesChange json. */
                json: string;

                /**
                 * Encodes the specified RulesChange message. Does not implicitly {@link tizheng.reading.v1.RulesChange.verify|verify} messages.
                 * @param message RulesChange message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.reading.v1.RulesChange.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a RulesChange message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.RulesChange & tizheng.reading.v1.RulesChange.$Shape} RulesChange
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.reading.v1.RulesChange & tizheng.reading.v1.RulesChange.$Shape;
            }

            namespace RulesChange {

                /** Properties of a RulesChange. */
                interface $Properties {

                    /** RulesChange registryOffset */
                    registryOffset?: (number|Long);

                    /** RulesChange json */
                    json?: string;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a RulesChange. */
                type $Shape = tizheng.reading.v1.RulesChange.$Properties;
            }

            /**
             * Properties of an AlertWork.
             * @deprecated Use tizheng.reading.v1.AlertWork.$Properties instead.
             */
            interface IAlertWork extends tizheng.reading.v1.AlertWork.$Properties {
            }

            /** Represents an AlertWork. */
            class AlertWork {

                /**
                 * Constructs a new AlertWork.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.reading.v1.AlertWork.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** AlertWork actionsPartition. */
                actionsPartition: number;

                /** AlertWork actionsOffset. */
                actionsOffset: (number|Long);

                /** AlertWork alertId. */
                alertId: string;

                /** AlertWork alertType. */
                alertType: string;

                /** AlertWork openedAtMs. */
                openedAtMs: (number|Long);

                /** AlertWork state. */
                state: string;

                /** AlertWork atMs. */
                atMs: (number|Long);

                /**
                 * Encodes the specified AlertWork message. Does not implicitly {@link tizheng.reading.v1.AlertWork.verify|verify} messages.
                 * @param message AlertWork message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.reading.v1.AlertWork.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an AlertWork message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.AlertWork & tizheng.reading.v1.AlertWork.$Shape} AlertWork
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.reading.v1.AlertWork & tizheng.reading.v1.AlertWork.$Shape;
            }

            namespace AlertWork {

                /** Properties of an AlertWork. */
                interface $Properties {

                    /** AlertWork actionsPartition */
                    actionsPartition?: number;

                    /** AlertWork actionsOffset */
                    actionsOffset?: (number|Long);

                    /** AlertWork alertId */
                    alertId?: string;

                    /** AlertWork alertType */
                    alertType?: string;

                    /** AlertWork openedAtMs */
                    openedAtMs?: (number|Long);

                    /** AlertWork state */
                    state?: string;

                    /** AlertWork atMs */
                    atMs?: (number|Long);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an AlertWork. */
                type $Shape = tizheng.reading.v1.AlertWork.$Properties;
            }

            /**
             * Properties of a SensorObservation.
             * @deprecated Use tizheng.reading.v1.SensorObservation.$Properties instead.
             */
            interface ISensorObservation extends tizheng.reading.v1.SensorObservation.$Properties {
            }

            /** Represents a SensorObservation. */
            class SensorObservation {

                /**
                 * Constructs a new SensorObservation.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.reading.v1.SensorObservation.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SensorObservation task. */
                task: string;

                /** SensorObservation epoch. */
                epoch: number;

                /** SensorObservation number. */
                number: (number|Long);

                /** SensorObservation subjectKey. */
                subjectKey: (number|Long);

                /** SensorObservation deviceKey. */
                deviceKey: (number|Long);

                /** SensorObservation protocol. */
                protocol: tizheng.reading.v1.Protocol;

                /** SensorObservation eventTimeMs. */
                eventTimeMs: (number|Long);

                /** SensorObservation receivedTimeMs. */
                receivedTimeMs: (number|Long);

                /** SensorObservation flags. */
                flags: number;

                /** SensorObservation inputPartition. */
                inputPartition: number;

                /** SensorObservation inputOffset. */
                inputOffset: (number|Long);

                /** SensorObservation traffic. */
                traffic: (tizheng.reading.v1.TrafficSample|null);

                /** SensorObservation weather. */
                weather: (tizheng.reading.v1.WeatherSample|null);

                /** SensorObservation body. */
                body?: ("traffic"|"weather");

                /**
                 * Encodes the specified SensorObservation message. Does not implicitly {@link tizheng.reading.v1.SensorObservation.verify|verify} messages.
                 * @param message SensorObservation message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.reading.v1.SensorObservation.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SensorObservation message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.SensorObservation & tizheng.reading.v1.SensorObservation.$Shape} SensorObservation
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.reading.v1.SensorObservation & tizheng.reading.v1.SensorObservation.$Shape;
            }

            namespace SensorObservation {

                /** Properties of a SensorObservation. */
                interface $Properties {

                    /** SensorObservation task */
                    task?: string;

                    /** SensorObservation epoch */
                    epoch?: number;

                    /** SensorObservation number */
                    number?: (number|Long);

                    /** SensorObservation subjectKey */
                    subjectKey?: (number|Long);

                    /** SensorObservation deviceKey */
                    deviceKey?: (number|Long);

                    /** SensorObservation protocol */
                    protocol?: tizheng.reading.v1.Protocol;

                    /** SensorObservation eventTimeMs */
                    eventTimeMs?: (number|Long);

                    /** SensorObservation receivedTimeMs */
                    receivedTimeMs?: (number|Long);

                    /** SensorObservation flags */
                    flags?: number;

                    /** SensorObservation inputPartition */
                    inputPartition?: number;

                    /** SensorObservation inputOffset */
                    inputOffset?: (number|Long);

                    /** SensorObservation traffic */
                    traffic?: (tizheng.reading.v1.TrafficSample.$Properties|null);

                    /** SensorObservation weather */
                    weather?: (tizheng.reading.v1.WeatherSample.$Properties|null);

                    /** SensorObservation body */
                    body?: ("traffic"|"weather");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of a SensorObservation. */
                type $Shape = {
                  task?: string;
                  epoch?: number;
                  number?: number|Long;
                  subjectKey?: number|Long;
                  deviceKey?: number|Long;
                  protocol?: tizheng.reading.v1.Protocol;
                  eventTimeMs?: number|Long;
                  receivedTimeMs?: number|Long;
                  flags?: number;
                  inputPartition?: number;
                  inputOffset?: number|Long;
                  traffic?: tizheng.reading.v1.TrafficSample.$Shape|null;
                  weather?: tizheng.reading.v1.WeatherSample.$Shape|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ body?: undefined; traffic?: null; weather?: null }|{ body?: "traffic"; traffic: tizheng.reading.v1.TrafficSample.$Shape; weather?: null }|{ body?: "weather"; traffic?: null; weather: tizheng.reading.v1.WeatherSample.$Shape })
                );
            }

            /**
             * Properties of a Quarantined.
             * @deprecated Use tizheng.reading.v1.Quarantined.$Properties instead.
             */
            interface IQuarantined extends tizheng.reading.v1.Quarantined.$Properties {
            }

            /** Represents a Quarantined. */
            class Quarantined {

                /**
                 * Constructs a new Quarantined.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.reading.v1.Quarantined.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Quarantined receivedTimeMs. */
                receivedTimeMs: (number|Long);

                /** Quarantined source. */
                source: string;

                /** Quarantined faultCode. */
                faultCode: string;

                /** Quarantined faultOffset. */
                faultOffset: number;

                /** Quarantined raw. */
                raw: Uint8Array;

                /** Quarantined deviceKey. */
                deviceKey: (number|Long);

                /**
                 * Encodes the specified Quarantined message. Does not implicitly {@link tizheng.reading.v1.Quarantined.verify|verify} messages.
                 * @param message Quarantined message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.reading.v1.Quarantined.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Quarantined message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.Quarantined & tizheng.reading.v1.Quarantined.$Shape} Quarantined
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.reading.v1.Quarantined & tizheng.reading.v1.Quarantined.$Shape;
            }

            namespace Quarantined {

                /** Properties of a Quarantined. */
                interface $Properties {

                    /** Quarantined receivedTimeMs */
                    receivedTimeMs?: (number|Long);

                    /** Quarantined source */
                    source?: string;

                    /** Quarantined faultCode */
                    faultCode?: string;

                    /** Quarantined faultOffset */
                    faultOffset?: number;

                    /** Quarantined raw */
                    raw?: Uint8Array;

                    /** Quarantined deviceKey */
                    deviceKey?: (number|Long);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Quarantined. */
                type $Shape = tizheng.reading.v1.Quarantined.$Properties;
            }

            /**
             * Properties of a RegistryEntity.
             * @deprecated Use tizheng.reading.v1.RegistryEntity.$Properties instead.
             */
            interface IRegistryEntity extends tizheng.reading.v1.RegistryEntity.$Properties {
            }

            /** Represents a RegistryEntity. */
            class RegistryEntity {

                /**
                 * Constructs a new RegistryEntity.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.reading.v1.RegistryEntity.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** RegistryEntity entity. */
                entity: string;

                /** RegistryEntity id. */
                id: string;

                /** RegistryEntity json. */
                json: string;

                /** RegistryEntity changedAtMs. */
                changedAtMs: (number|Long);

                /** RegistryEntity actor. */
                actor: string;

                /** RegistryEntity version. */
                version: (number|Long);

                /**
                 * Encodes the specified RegistryEntity message. Does not implicitly {@link tizheng.reading.v1.RegistryEntity.verify|verify} messages.
                 * @param message RegistryEntity message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.reading.v1.RegistryEntity.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a RegistryEntity message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.RegistryEntity & tizheng.reading.v1.RegistryEntity.$Shape} RegistryEntity
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.reading.v1.RegistryEntity & tizheng.reading.v1.RegistryEntity.$Shape;
            }

            namespace RegistryEntity {

                /** Properties of a RegistryEntity. */
                interface $Properties {

                    /** RegistryEntity entity */
                    entity?: string;

                    /** RegistryEntity id */
                    id?: string;

                    /** RegistryEntity json */
                    json?: string;

                    /** RegistryEntity changedAtMs */
                    changedAtMs?: (number|Long);

                    /** RegistryEntity actor */
                    actor?: string;

                    /** RegistryEntity version */
                    version?: (number|Long);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a RegistryEntity. */
                type $Shape = tizheng.reading.v1.RegistryEntity.$Properties;
            }

            /**
             * Properties of a RegistryHistory.
             * @deprecated Use tizheng.reading.v1.RegistryHistory.$Properties instead.
             */
            interface IRegistryHistory extends tizheng.reading.v1.RegistryHistory.$Properties {
            }

            /** Represents a RegistryHistory. */
            class RegistryHistory {

                /**
                 * Constructs a new RegistryHistory.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.reading.v1.RegistryHistory.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** RegistryHistory entity. */
                entity: string;

                /** RegistryHistory id. */
                id: string;

                /** RegistryHistory json. */
                json: string;

                /** RegistryHistory changedAtMs. */
                changedAtMs: (number|Long);

                /** RegistryHistory actor. */
                actor: string;

                /** RegistryHistory reason. */
                reason: string;

                /** RegistryHistory previousVersion. */
                previousVersion: (number|Long);

                /** RegistryHistory origin. */
                origin: string;

                /**
                 * Encodes the specified RegistryHistory message. Does not implicitly {@link tizheng.reading.v1.RegistryHistory.verify|verify} messages.
                 * @param message RegistryHistory message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.reading.v1.RegistryHistory.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a RegistryHistory message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.RegistryHistory & tizheng.reading.v1.RegistryHistory.$Shape} RegistryHistory
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.reading.v1.RegistryHistory & tizheng.reading.v1.RegistryHistory.$Shape;
            }

            namespace RegistryHistory {

                /** Properties of a RegistryHistory. */
                interface $Properties {

                    /** RegistryHistory entity */
                    entity?: string;

                    /** RegistryHistory id */
                    id?: string;

                    /** RegistryHistory json */
                    json?: string;

                    /** RegistryHistory changedAtMs */
                    changedAtMs?: (number|Long);

                    /** RegistryHistory actor */
                    actor?: string;

                    /** RegistryHistory reason */
                    reason?: string;

                    /** RegistryHistory previousVersion */
                    previousVersion?: (number|Long);

                    /** RegistryHistory origin */
                    origin?: string;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a RegistryHistory. */
                type $Shape = tizheng.reading.v1.RegistryHistory.$Properties;
            }
        }
    }
}
