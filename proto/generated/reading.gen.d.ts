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

                /** Reading passengers. */
                passengers: (tizheng.reading.v1.PassengerFlow|null);

                /** Reading weighing. */
                weighing: (tizheng.reading.v1.Weighing|null);

                /** Reading tick. */
                tick: (tizheng.reading.v1.Tick|null);

                /** Reading registry. */
                registry: (tizheng.reading.v1.RegistryChange|null);

                /** Reading rules. */
                rules: (tizheng.reading.v1.RulesChange|null);

                /** Reading work. */
                work: (tizheng.reading.v1.AlertWork|null);

                /** Reading body. */
                body?: ("position"|"driverCard"|"heartbeat"|"session"|"other"|"traffic"|"weather"|"passengers"|"weighing"|"tick"|"registry"|"rules"|"work");

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

                    /** Reading passengers */
                    passengers?: (tizheng.reading.v1.PassengerFlow.$Properties|null);

                    /** Reading weighing */
                    weighing?: (tizheng.reading.v1.Weighing.$Properties|null);

                    /** Reading tick */
                    tick?: (tizheng.reading.v1.Tick.$Properties|null);

                    /** Reading registry */
                    registry?: (tizheng.reading.v1.RegistryChange.$Properties|null);

                    /** Reading rules */
                    rules?: (tizheng.reading.v1.RulesChange.$Properties|null);

                    /** Reading work */
                    work?: (tizheng.reading.v1.AlertWork.$Properties|null);

                    /** Reading body */
                    body?: ("position"|"driverCard"|"heartbeat"|"session"|"other"|"traffic"|"weather"|"passengers"|"weighing"|"tick"|"registry"|"rules"|"work");

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
                  passengers?: tizheng.reading.v1.PassengerFlow.$Shape|null;
                  weighing?: tizheng.reading.v1.Weighing.$Shape|null;
                  tick?: tizheng.reading.v1.Tick.$Shape|null;
                  registry?: tizheng.reading.v1.RegistryChange.$Shape|null;
                  rules?: tizheng.reading.v1.RulesChange.$Shape|null;
                  work?: tizheng.reading.v1.AlertWork.$Shape|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ body?: undefined; position?: null; driverCard?: null; heartbeat?: null; session?: null; other?: null; traffic?: null; weather?: null; passengers?: null; weighing?: null; tick?: null; registry?: null; rules?: null; work?: null }|{ body?: "position"; position: tizheng.reading.v1.Position.$Shape; driverCard?: null; heartbeat?: null; session?: null; other?: null; traffic?: null; weather?: null; passengers?: null; weighing?: null; tick?: null; registry?: null; rules?: null; work?: null }|{ body?: "driverCard"; position?: null; driverCard: tizheng.reading.v1.DriverCard.$Shape; heartbeat?: null; session?: null; other?: null; traffic?: null; weather?: null; passengers?: null; weighing?: null; tick?: null; registry?: null; rules?: null; work?: null }|{ body?: "heartbeat"; position?: null; driverCard?: null; heartbeat: tizheng.reading.v1.Heartbeat.$Shape; session?: null; other?: null; traffic?: null; weather?: null; passengers?: null; weighing?: null; tick?: null; registry?: null; rules?: null; work?: null }|{ body?: "session"; position?: null; driverCard?: null; heartbeat?: null; session: tizheng.reading.v1.Session.$Shape; other?: null; traffic?: null; weather?: null; passengers?: null; weighing?: null; tick?: null; registry?: null; rules?: null; work?: null }|{ body?: "other"; position?: null; driverCard?: null; heartbeat?: null; session?: null; other: tizheng.reading.v1.Other.$Shape; traffic?: null; weather?: null; passengers?: null; weighing?: null; tick?: null; registry?: null; rules?: null; work?: null }|{ body?: "traffic"; position?: null; driverCard?: null; heartbeat?: null; session?: null; other?: null; traffic: tizheng.reading.v1.TrafficSample.$Shape; weather?: null; passengers?: null; weighing?: null; tick?: null; registry?: null; rules?: null; work?: null }|{ body?: "weather"; position?: null; driverCard?: null; heartbeat?: null; session?: null; other?: null; traffic?: null; weather: tizheng.reading.v1.WeatherSample.$Shape; passengers?: null; weighing?: null; tick?: null; registry?: null; rules?: null; work?: null }|{ body?: "passengers"; position?: null; driverCard?: null; heartbeat?: null; session?: null; other?: null; traffic?: null; weather?: null; passengers: tizheng.reading.v1.PassengerFlow.$Shape; weighing?: null; tick?: null; registry?: null; rules?: null; work?: null }|{ body?: "weighing"; position?: null; driverCard?: null; heartbeat?: null; session?: null; other?: null; traffic?: null; weather?: null; passengers?: null; weighing: tizheng.reading.v1.Weighing.$Shape; tick?: null; registry?: null; rules?: null; work?: null }|{ body?: "tick"; position?: null; driverCard?: null; heartbeat?: null; session?: null; other?: null; traffic?: null; weather?: null; passengers?: null; weighing?: null; tick: tizheng.reading.v1.Tick.$Shape; registry?: null; rules?: null; work?: null }|{ body?: "registry"; position?: null; driverCard?: null; heartbeat?: null; session?: null; other?: null; traffic?: null; weather?: null; passengers?: null; weighing?: null; tick?: null; registry: tizheng.reading.v1.RegistryChange.$Shape; rules?: null; work?: null }|{ body?: "rules"; position?: null; driverCard?: null; heartbeat?: null; session?: null; other?: null; traffic?: null; weather?: null; passengers?: null; weighing?: null; tick?: null; registry?: null; rules: tizheng.reading.v1.RulesChange.$Shape; work?: null }|{ body?: "work"; position?: null; driverCard?: null; heartbeat?: null; session?: null; other?: null; traffic?: null; weather?: null; passengers?: null; weighing?: null; tick?: null; registry?: null; rules?: null; work: tizheng.reading.v1.AlertWork.$Shape })
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

                /** Position alarmItems. */
                alarmItems: tizheng.reading.v1.AlarmItems;

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

                    /** Position alarmItems */
                    alarmItems?: tizheng.reading.v1.AlarmItems.$Properties;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Position. */
                type $Shape = tizheng.reading.v1.Position.$Properties;
            }

            /**
             * Properties of an AlarmItems.
             * @deprecated Use tizheng.reading.v1.AlarmItems.$Properties instead.
             */
            interface IAlarmItems extends tizheng.reading.v1.AlarmItems.$Properties {
            }

            /** Represents an AlarmItems. */
            class AlarmItems {

                /**
                 * Constructs a new AlarmItems.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.reading.v1.AlarmItems.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** AlarmItems overspeed. */
                overspeed: tizheng.reading.v1.OverspeedPlace;

                /** AlarmItems area. */
                area: tizheng.reading.v1.AreaPassage;

                /** AlarmItems segment. */
                segment: tizheng.reading.v1.SegmentTime;

                /** AlarmItems abnormal. */
                abnormal: tizheng.reading.v1.AbnormalDriving;

                /** AlarmItems lostChannels. */
                lostChannels: number;

                /** AlarmItems coveredChannels. */
                coveredChannels: number;

                /** AlarmItems storageFaults. */
                storageFaults: number;

                /** AlarmItems safety. */
                safety: tizheng.reading.v1.SafetyAlarm[];

                /**
                 * Encodes the specified AlarmItems message. Does not implicitly {@link tizheng.reading.v1.AlarmItems.verify|verify} messages.
                 * @param message AlarmItems message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.reading.v1.AlarmItems.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an AlarmItems message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.AlarmItems & tizheng.reading.v1.AlarmItems.$Shape} AlarmItems
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.reading.v1.AlarmItems & tizheng.reading.v1.AlarmItems.$Shape;
            }

            namespace AlarmItems {

                /** Properties of an AlarmItems. */
                interface $Properties {

                    /** AlarmItems overspeed */
                    overspeed?: tizheng.reading.v1.OverspeedPlace.$Properties;

                    /** AlarmItems area */
                    area?: tizheng.reading.v1.AreaPassage.$Properties;

                    /** AlarmItems segment */
                    segment?: tizheng.reading.v1.SegmentTime.$Properties;

                    /** AlarmItems abnormal */
                    abnormal?: tizheng.reading.v1.AbnormalDriving.$Properties;

                    /** AlarmItems lostChannels */
                    lostChannels?: number;

                    /** AlarmItems coveredChannels */
                    coveredChannels?: number;

                    /** AlarmItems storageFaults */
                    storageFaults?: number;

                    /** AlarmItems safety */
                    safety?: tizheng.reading.v1.SafetyAlarm.$Properties[];

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an AlarmItems. */
                type $Shape = tizheng.reading.v1.AlarmItems.$Properties;
            }

            /**
             * Properties of an OverspeedPlace.
             * @deprecated Use tizheng.reading.v1.OverspeedPlace.$Properties instead.
             */
            interface IOverspeedPlace extends tizheng.reading.v1.OverspeedPlace.$Properties {
            }

            /** Represents an OverspeedPlace. */
            class OverspeedPlace {

                /**
                 * Constructs a new OverspeedPlace.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.reading.v1.OverspeedPlace.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** OverspeedPlace kind. */
                kind: number;

                /** OverspeedPlace id. */
                id: (number|null);

                /**
                 * Encodes the specified OverspeedPlace message. Does not implicitly {@link tizheng.reading.v1.OverspeedPlace.verify|verify} messages.
                 * @param message OverspeedPlace message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.reading.v1.OverspeedPlace.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an OverspeedPlace message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.OverspeedPlace & tizheng.reading.v1.OverspeedPlace.$Shape} OverspeedPlace
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.reading.v1.OverspeedPlace & tizheng.reading.v1.OverspeedPlace.$Shape;
            }

            namespace OverspeedPlace {

                /** Properties of an OverspeedPlace. */
                interface $Properties {

                    /** OverspeedPlace kind */
                    kind?: number;

                    /** OverspeedPlace id */
                    id?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an OverspeedPlace. */
                type $Shape = tizheng.reading.v1.OverspeedPlace.$Properties;
            }

            /**
             * Properties of an AreaPassage.
             * @deprecated Use tizheng.reading.v1.AreaPassage.$Properties instead.
             */
            interface IAreaPassage extends tizheng.reading.v1.AreaPassage.$Properties {
            }

            /** Represents an AreaPassage. */
            class AreaPassage {

                /**
                 * Constructs a new AreaPassage.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.reading.v1.AreaPassage.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** AreaPassage kind. */
                kind: number;

                /** AreaPassage id. */
                id: number;

                /** AreaPassage direction. */
                direction: number;

                /**
                 * Encodes the specified AreaPassage message. Does not implicitly {@link tizheng.reading.v1.AreaPassage.verify|verify} messages.
                 * @param message AreaPassage message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.reading.v1.AreaPassage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an AreaPassage message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.AreaPassage & tizheng.reading.v1.AreaPassage.$Shape} AreaPassage
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.reading.v1.AreaPassage & tizheng.reading.v1.AreaPassage.$Shape;
            }

            namespace AreaPassage {

                /** Properties of an AreaPassage. */
                interface $Properties {

                    /** AreaPassage kind */
                    kind?: number;

                    /** AreaPassage id */
                    id?: number;

                    /** AreaPassage direction */
                    direction?: number;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an AreaPassage. */
                type $Shape = tizheng.reading.v1.AreaPassage.$Properties;
            }

            /**
             * Properties of a SegmentTime.
             * @deprecated Use tizheng.reading.v1.SegmentTime.$Properties instead.
             */
            interface ISegmentTime extends tizheng.reading.v1.SegmentTime.$Properties {
            }

            /** Represents a SegmentTime. */
            class SegmentTime {

                /**
                 * Constructs a new SegmentTime.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.reading.v1.SegmentTime.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SegmentTime id. */
                id: number;

                /** SegmentTime seconds. */
                seconds: number;

                /** SegmentTime result. */
                result: number;

                /**
                 * Encodes the specified SegmentTime message. Does not implicitly {@link tizheng.reading.v1.SegmentTime.verify|verify} messages.
                 * @param message SegmentTime message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.reading.v1.SegmentTime.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SegmentTime message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.SegmentTime & tizheng.reading.v1.SegmentTime.$Shape} SegmentTime
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.reading.v1.SegmentTime & tizheng.reading.v1.SegmentTime.$Shape;
            }

            namespace SegmentTime {

                /** Properties of a SegmentTime. */
                interface $Properties {

                    /** SegmentTime id */
                    id?: number;

                    /** SegmentTime seconds */
                    seconds?: number;

                    /** SegmentTime result */
                    result?: number;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SegmentTime. */
                type $Shape = tizheng.reading.v1.SegmentTime.$Properties;
            }

            /**
             * Properties of an AbnormalDriving.
             * @deprecated Use tizheng.reading.v1.AbnormalDriving.$Properties instead.
             */
            interface IAbnormalDriving extends tizheng.reading.v1.AbnormalDriving.$Properties {
            }

            /** Represents an AbnormalDriving. */
            class AbnormalDriving {

                /**
                 * Constructs a new AbnormalDriving.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.reading.v1.AbnormalDriving.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** AbnormalDriving bits. */
                bits: number;

                /** AbnormalDriving fatigueDegree. */
                fatigueDegree: (number|null);

                /**
                 * Encodes the specified AbnormalDriving message. Does not implicitly {@link tizheng.reading.v1.AbnormalDriving.verify|verify} messages.
                 * @param message AbnormalDriving message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.reading.v1.AbnormalDriving.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an AbnormalDriving message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.AbnormalDriving & tizheng.reading.v1.AbnormalDriving.$Shape} AbnormalDriving
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.reading.v1.AbnormalDriving & tizheng.reading.v1.AbnormalDriving.$Shape;
            }

            namespace AbnormalDriving {

                /** Properties of an AbnormalDriving. */
                interface $Properties {

                    /** AbnormalDriving bits */
                    bits?: number;

                    /** AbnormalDriving fatigueDegree */
                    fatigueDegree?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an AbnormalDriving. */
                type $Shape = tizheng.reading.v1.AbnormalDriving.$Properties;
            }

            /**
             * Properties of a SafetyAlarm.
             * @deprecated Use tizheng.reading.v1.SafetyAlarm.$Properties instead.
             */
            interface ISafetyAlarm extends tizheng.reading.v1.SafetyAlarm.$Properties {
            }

            /** Represents a SafetyAlarm. */
            class SafetyAlarm {

                /**
                 * Constructs a new SafetyAlarm.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.reading.v1.SafetyAlarm.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SafetyAlarm itemId. */
                itemId: number;

                /** SafetyAlarm layout. */
                layout: tizheng.reading.v1.SafetyLayout;

                /** SafetyAlarm alarmId. */
                alarmId: number;

                /** SafetyAlarm phase. */
                phase: number;

                /** SafetyAlarm type. */
                type: number;

                /** SafetyAlarm level. */
                level: number;

                /** SafetyAlarm speedKmh. */
                speedKmh: number;

                /** SafetyAlarm timeMs. */
                timeMs: (number|Long|null);

                /** SafetyAlarm markTimeMs. */
                markTimeMs: (number|Long|null);

                /** SafetyAlarm markSeq. */
                markSeq: number;

                /** SafetyAlarm files. */
                files: number;

                /** SafetyAlarm fatigueDegree. */
                fatigueDegree: number;

                /** SafetyAlarm frontSpeedKmh. */
                frontSpeedKmh: number;

                /** SafetyAlarm frontDs. */
                frontDs: number;

                /** SafetyAlarm deviation. */
                deviation: number;

                /** SafetyAlarm signKind. */
                signKind: number;

                /** SafetyAlarm signValue. */
                signValue: number;

                /** SafetyAlarm tyres. */
                tyres: tizheng.reading.v1.TyreState[];

                /**
                 * Encodes the specified SafetyAlarm message. Does not implicitly {@link tizheng.reading.v1.SafetyAlarm.verify|verify} messages.
                 * @param message SafetyAlarm message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.reading.v1.SafetyAlarm.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SafetyAlarm message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.SafetyAlarm & tizheng.reading.v1.SafetyAlarm.$Shape} SafetyAlarm
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.reading.v1.SafetyAlarm & tizheng.reading.v1.SafetyAlarm.$Shape;
            }

            namespace SafetyAlarm {

                /** Properties of a SafetyAlarm. */
                interface $Properties {

                    /** SafetyAlarm itemId */
                    itemId?: number;

                    /** SafetyAlarm layout */
                    layout?: tizheng.reading.v1.SafetyLayout;

                    /** SafetyAlarm alarmId */
                    alarmId?: number;

                    /** SafetyAlarm phase */
                    phase?: number;

                    /** SafetyAlarm type */
                    type?: number;

                    /** SafetyAlarm level */
                    level?: number;

                    /** SafetyAlarm speedKmh */
                    speedKmh?: number;

                    /** SafetyAlarm timeMs */
                    timeMs?: (number|Long|null);

                    /** SafetyAlarm markTimeMs */
                    markTimeMs?: (number|Long|null);

                    /** SafetyAlarm markSeq */
                    markSeq?: number;

                    /** SafetyAlarm files */
                    files?: number;

                    /** SafetyAlarm fatigueDegree */
                    fatigueDegree?: number;

                    /** SafetyAlarm frontSpeedKmh */
                    frontSpeedKmh?: number;

                    /** SafetyAlarm frontDs */
                    frontDs?: number;

                    /** SafetyAlarm deviation */
                    deviation?: number;

                    /** SafetyAlarm signKind */
                    signKind?: number;

                    /** SafetyAlarm signValue */
                    signValue?: number;

                    /** SafetyAlarm tyres */
                    tyres?: tizheng.reading.v1.TyreState.$Properties[];

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SafetyAlarm. */
                type $Shape = tizheng.reading.v1.SafetyAlarm.$Properties;
            }

            /** SafetyLayout enum. */
            enum SafetyLayout {

                /** LAYOUT_OTHER value */
                LAYOUT_OTHER = 0,

                /** JSATL value */
                JSATL = 1,

                /** GDRTA value */
                GDRTA = 2
            }

            /**
             * Properties of a TyreState.
             * @deprecated Use tizheng.reading.v1.TyreState.$Properties instead.
             */
            interface ITyreState extends tizheng.reading.v1.TyreState.$Properties {
            }

            /** Represents a TyreState. */
            class TyreState {

                /**
                 * Constructs a new TyreState.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.reading.v1.TyreState.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** TyreState position. */
                position: number;

                /** TyreState bits. */
                bits: number;

                /** TyreState pressureKpa. */
                pressureKpa: number;

                /** TyreState temperatureC. */
                temperatureC: number;

                /** TyreState batteryPct. */
                batteryPct: number;

                /**
                 * Encodes the specified TyreState message. Does not implicitly {@link tizheng.reading.v1.TyreState.verify|verify} messages.
                 * @param message TyreState message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.reading.v1.TyreState.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a TyreState message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.TyreState & tizheng.reading.v1.TyreState.$Shape} TyreState
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.reading.v1.TyreState & tizheng.reading.v1.TyreState.$Shape;
            }

            namespace TyreState {

                /** Properties of a TyreState. */
                interface $Properties {

                    /** TyreState position */
                    position?: number;

                    /** TyreState bits */
                    bits?: number;

                    /** TyreState pressureKpa */
                    pressureKpa?: number;

                    /** TyreState temperatureC */
                    temperatureC?: number;

                    /** TyreState batteryPct */
                    batteryPct?: number;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a TyreState. */
                type $Shape = tizheng.reading.v1.TyreState.$Properties;
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
             * Properties of a PassengerFlow.
             * @deprecated Use tizheng.reading.v1.PassengerFlow.$Properties instead.
             */
            interface IPassengerFlow extends tizheng.reading.v1.PassengerFlow.$Properties {
            }

            /** Represents a PassengerFlow. */
            class PassengerFlow {

                /**
                 * Constructs a new PassengerFlow.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.reading.v1.PassengerFlow.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** PassengerFlow startTimeMs. */
                startTimeMs: (number|Long|null);

                /** PassengerFlow endTimeMs. */
                endTimeMs: (number|Long|null);

                /** PassengerFlow boarding. */
                boarding: number;

                /** PassengerFlow alighting. */
                alighting: number;

                /**
                 * Encodes the specified PassengerFlow message. Does not implicitly {@link tizheng.reading.v1.PassengerFlow.verify|verify} messages.
                 * @param message PassengerFlow message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.reading.v1.PassengerFlow.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a PassengerFlow message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.PassengerFlow & tizheng.reading.v1.PassengerFlow.$Shape} PassengerFlow
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.reading.v1.PassengerFlow & tizheng.reading.v1.PassengerFlow.$Shape;
            }

            namespace PassengerFlow {

                /** Properties of a PassengerFlow. */
                interface $Properties {

                    /** PassengerFlow startTimeMs */
                    startTimeMs?: (number|Long|null);

                    /** PassengerFlow endTimeMs */
                    endTimeMs?: (number|Long|null);

                    /** PassengerFlow boarding */
                    boarding?: number;

                    /** PassengerFlow alighting */
                    alighting?: number;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a PassengerFlow. */
                type $Shape = tizheng.reading.v1.PassengerFlow.$Properties;
            }

            /**
             * Properties of a Weighing.
             * @deprecated Use tizheng.reading.v1.Weighing.$Properties instead.
             */
            interface IWeighing extends tizheng.reading.v1.Weighing.$Properties {
            }

            /** Represents a Weighing. */
            class Weighing {

                /**
                 * Constructs a new Weighing.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.reading.v1.Weighing.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Weighing timeMs. */
                timeMs: (number|Long|null);

                /** Weighing grossKg. */
                grossKg: number;

                /** Weighing axles. */
                axles: tizheng.reading.v1.WeighedAxle[];

                /** Weighing combination. */
                combination: (boolean|null);

                /** Weighing speedDkmh. */
                speedDkmh: (number|null);

                /** Weighing lengthCm. */
                lengthCm: (number|null);

                /** Weighing lane. */
                lane: (number|null);

                /** Weighing latitudeE7. */
                latitudeE7: (number|null);

                /** Weighing longitudeE7. */
                longitudeE7: (number|null);

                /** Weighing plate. */
                plate: string;

                /** Weighing plateColour. */
                plateColour: number;

                /**
                 * Encodes the specified Weighing message. Does not implicitly {@link tizheng.reading.v1.Weighing.verify|verify} messages.
                 * @param message Weighing message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.reading.v1.Weighing.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Weighing message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.Weighing & tizheng.reading.v1.Weighing.$Shape} Weighing
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.reading.v1.Weighing & tizheng.reading.v1.Weighing.$Shape;
            }

            namespace Weighing {

                /** Properties of a Weighing. */
                interface $Properties {

                    /** Weighing timeMs */
                    timeMs?: (number|Long|null);

                    /** Weighing grossKg */
                    grossKg?: number;

                    /** Weighing axles */
                    axles?: tizheng.reading.v1.WeighedAxle.$Properties[];

                    /** Weighing combination */
                    combination?: (boolean|null);

                    /** Weighing speedDkmh */
                    speedDkmh?: (number|null);

                    /** Weighing lengthCm */
                    lengthCm?: (number|null);

                    /** Weighing lane */
                    lane?: (number|null);

                    /** Weighing latitudeE7 */
                    latitudeE7?: (number|null);

                    /** Weighing longitudeE7 */
                    longitudeE7?: (number|null);

                    /** Weighing plate */
                    plate?: string;

                    /** Weighing plateColour */
                    plateColour?: number;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Weighing. */
                type $Shape = tizheng.reading.v1.Weighing.$Properties;
            }

            /**
             * Properties of a WeighedAxle.
             * @deprecated Use tizheng.reading.v1.WeighedAxle.$Properties instead.
             */
            interface IWeighedAxle extends tizheng.reading.v1.WeighedAxle.$Properties {
            }

            /** Represents a WeighedAxle. */
            class WeighedAxle {

                /**
                 * Constructs a new WeighedAxle.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.reading.v1.WeighedAxle.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** WeighedAxle loadKg. */
                loadKg: number;

                /** WeighedAxle tyres. */
                tyres: tizheng.reading.v1.TyreKind;

                /** WeighedAxle group. */
                group: (number|null);

                /** WeighedAxle drive. */
                drive: boolean;

                /**
                 * Encodes the specified WeighedAxle message. Does not implicitly {@link tizheng.reading.v1.WeighedAxle.verify|verify} messages.
                 * @param message WeighedAxle message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.reading.v1.WeighedAxle.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a WeighedAxle message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.WeighedAxle & tizheng.reading.v1.WeighedAxle.$Shape} WeighedAxle
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.reading.v1.WeighedAxle & tizheng.reading.v1.WeighedAxle.$Shape;
            }

            namespace WeighedAxle {

                /** Properties of a WeighedAxle. */
                interface $Properties {

                    /** WeighedAxle loadKg */
                    loadKg?: number;

                    /** WeighedAxle tyres */
                    tyres?: tizheng.reading.v1.TyreKind;

                    /** WeighedAxle group */
                    group?: (number|null);

                    /** WeighedAxle drive */
                    drive?: boolean;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a WeighedAxle. */
                type $Shape = tizheng.reading.v1.WeighedAxle.$Properties;
            }

            /** TyreKind enum. */
            enum TyreKind {

                /** TYRES_UNKNOWN value */
                TYRES_UNKNOWN = 0,

                /** SINGLE value */
                SINGLE = 1,

                /** DUAL value */
                DUAL = 2,

                /** WIDE value */
                WIDE = 3
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

                /** AlertWork outcome. */
                outcome: string;

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

                    /** AlertWork outcome */
                    outcome?: string;

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
