import * as $protobuf from "protobufjs";
import type Long from "long";

/** Namespace tizheng. */
export namespace tizheng {

    /** Namespace observation. */
    namespace observation {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of an Observation.
             * @deprecated Use tizheng.observation.v1.Observation.$Properties instead.
             */
            interface IObservation extends tizheng.observation.v1.Observation.$Properties {
            }

            /** Represents an Observation. */
            class Observation {

                /**
                 * Constructs a new Observation.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.observation.v1.Observation.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Observation subjectKey. */
                subjectKey: (number|Long);

                /** Observation deviceKey. */
                deviceKey: (number|Long);

                /** Observation protocol. */
                protocol: number;

                /** Observation eventTimeMs. */
                eventTimeMs: (number|Long);

                /** Observation receivedTimeMs. */
                receivedTimeMs: (number|Long);

                /** Observation latitudeE7. */
                latitudeE7: (number|null);

                /** Observation longitudeE7. */
                longitudeE7: (number|null);

                /** Observation altitudeM. */
                altitudeM: (number|null);

                /** Observation speedDkmh. */
                speedDkmh: (number|null);

                /** Observation courseDeg. */
                courseDeg: (number|null);

                /** Observation mileageHm. */
                mileageHm: (number|null);

                /** Observation alarmFlag. */
                alarmFlag: number;

                /** Observation statusFlag. */
                statusFlag: number;

                /** Observation flags. */
                flags: number;

                /** Observation driverKey. */
                driverKey: (number|Long|null);

                /** Observation inputPartition. */
                inputPartition: number;

                /** Observation inputOffset. */
                inputOffset: (number|Long);

                /** Observation task. */
                task: string;

                /** Observation epoch. */
                epoch: number;

                /** Observation number. */
                number: (number|Long);

                /** Observation videoAlarmFlag. */
                videoAlarmFlag: number;

                /** Observation alarmItems. */
                alarmItems: Uint8Array;

                /**
                 * Encodes the specified Observation message. Does not implicitly {@link tizheng.observation.v1.Observation.verify|verify} messages.
                 * @param message Observation message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.observation.v1.Observation.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Observation message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.observation.v1.Observation & tizheng.observation.v1.Observation.$Shape} Observation
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.observation.v1.Observation & tizheng.observation.v1.Observation.$Shape;
            }

            namespace Observation {

                /** Properties of an Observation. */
                interface $Properties {

                    /** Observation subjectKey */
                    subjectKey?: (number|Long);

                    /** Observation deviceKey */
                    deviceKey?: (number|Long);

                    /** Observation protocol */
                    protocol?: number;

                    /** Observation eventTimeMs */
                    eventTimeMs?: (number|Long);

                    /** Observation receivedTimeMs */
                    receivedTimeMs?: (number|Long);

                    /** Observation latitudeE7 */
                    latitudeE7?: (number|null);

                    /** Observation longitudeE7 */
                    longitudeE7?: (number|null);

                    /** Observation altitudeM */
                    altitudeM?: (number|null);

                    /** Observation speedDkmh */
                    speedDkmh?: (number|null);

                    /** Observation courseDeg */
                    courseDeg?: (number|null);

                    /** Observation mileageHm */
                    mileageHm?: (number|null);

                    /** Observation alarmFlag */
                    alarmFlag?: number;

                    /** Observation statusFlag */
                    statusFlag?: number;

                    /** Observation flags */
                    flags?: number;

                    /** Observation driverKey */
                    driverKey?: (number|Long|null);

                    /** Observation inputPartition */
                    inputPartition?: number;

                    /** Observation inputOffset */
                    inputOffset?: (number|Long);

                    /** Observation task */
                    task?: string;

                    /** Observation epoch */
                    epoch?: number;

                    /** Observation number */
                    number?: (number|Long);

                    /** Observation videoAlarmFlag */
                    videoAlarmFlag?: number;

                    /** Observation alarmItems */
                    alarmItems?: Uint8Array;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Observation. */
                type $Shape = tizheng.observation.v1.Observation.$Properties;
            }
        }
    }
}
