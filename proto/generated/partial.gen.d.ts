import * as $protobuf from "protobufjs";
import type Long from "long";

/** Namespace tizheng. */
export namespace tizheng {

    /** Namespace partial. */
    namespace partial {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of a Partial.
             * @deprecated Use tizheng.partial.v1.Partial.$Properties instead.
             */
            interface IPartial extends tizheng.partial.v1.Partial.$Properties {
            }

            /** Represents a Partial. */
            class Partial {

                /**
                 * Constructs a new Partial.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.partial.v1.Partial.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Partial task. */
                task: string;

                /** Partial epoch. */
                epoch: number;

                /** Partial number. */
                number: (number|Long);

                /** Partial partition. */
                partition: number;

                /** Partial tickMs. */
                tickMs: (number|Long);

                /** Partial mark. */
                mark: (tizheng.partial.v1.Mark|null);

                /** Partial sample. */
                sample: (tizheng.partial.v1.DriverSample|null);

                /** Partial rules. */
                rules: (tizheng.partial.v1.RulesChange|null);

                /** Partial introduction. */
                introduction: (tizheng.partial.v1.Introduction|null);

                /** Partial body. */
                body?: ("mark"|"sample"|"rules"|"introduction");

                /**
                 * Encodes the specified Partial message. Does not implicitly {@link tizheng.partial.v1.Partial.verify|verify} messages.
                 * @param message Partial message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.partial.v1.Partial.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Partial message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.partial.v1.Partial & tizheng.partial.v1.Partial.$Shape} Partial
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.partial.v1.Partial & tizheng.partial.v1.Partial.$Shape;
            }

            namespace Partial {

                /** Properties of a Partial. */
                interface $Properties {

                    /** Partial task */
                    task?: string;

                    /** Partial epoch */
                    epoch?: number;

                    /** Partial number */
                    number?: (number|Long);

                    /** Partial partition */
                    partition?: number;

                    /** Partial tickMs */
                    tickMs?: (number|Long);

                    /** Partial mark */
                    mark?: (tizheng.partial.v1.Mark.$Properties|null);

                    /** Partial sample */
                    sample?: (tizheng.partial.v1.DriverSample.$Properties|null);

                    /** Partial rules */
                    rules?: (tizheng.partial.v1.RulesChange.$Properties|null);

                    /** Partial introduction */
                    introduction?: (tizheng.partial.v1.Introduction.$Properties|null);

                    /** Partial body */
                    body?: ("mark"|"sample"|"rules"|"introduction");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of a Partial. */
                type $Shape = {
                  task?: string;
                  epoch?: number;
                  number?: number|Long;
                  partition?: number;
                  tickMs?: number|Long;
                  mark?: tizheng.partial.v1.Mark.$Shape|null;
                  sample?: tizheng.partial.v1.DriverSample.$Shape|null;
                  rules?: tizheng.partial.v1.RulesChange.$Shape|null;
                  introduction?: tizheng.partial.v1.Introduction.$Shape|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ body?: undefined; mark?: null; sample?: null; rules?: null; introduction?: null }|{ body?: "mark"; mark: tizheng.partial.v1.Mark.$Shape; sample?: null; rules?: null; introduction?: null }|{ body?: "sample"; mark?: null; sample: tizheng.partial.v1.DriverSample.$Shape; rules?: null; introduction?: null }|{ body?: "rules"; mark?: null; sample?: null; rules: tizheng.partial.v1.RulesChange.$Shape; introduction?: null }|{ body?: "introduction"; mark?: null; sample?: null; rules?: null; introduction: tizheng.partial.v1.Introduction.$Shape })
                );
            }

            /**
             * Properties of a Mark.
             * @deprecated Use tizheng.partial.v1.Mark.$Properties instead.
             */
            interface IMark extends tizheng.partial.v1.Mark.$Properties {
            }

            /** Represents a Mark. */
            class Mark {

                /**
                 * Constructs a new Mark.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.partial.v1.Mark.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /**
                 * Encodes the specified Mark message. Does not implicitly {@link tizheng.partial.v1.Mark.verify|verify} messages.
                 * @param message Mark message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.partial.v1.Mark.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Mark message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.partial.v1.Mark & tizheng.partial.v1.Mark.$Shape} Mark
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.partial.v1.Mark & tizheng.partial.v1.Mark.$Shape;
            }

            namespace Mark {

                /** Properties of a Mark. */
                interface $Properties {

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Mark. */
                type $Shape = tizheng.partial.v1.Mark.$Properties;
            }

            /**
             * Properties of an Introduction.
             * @deprecated Use tizheng.partial.v1.Introduction.$Properties instead.
             */
            interface IIntroduction extends tizheng.partial.v1.Introduction.$Properties {
            }

            /** Represents an Introduction. */
            class Introduction {

                /**
                 * Constructs a new Introduction.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.partial.v1.Introduction.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Introduction driverKey. */
                driverKey: (number|Long);

                /** Introduction subjectKey. */
                subjectKey: (number|Long);

                /** Introduction region. */
                region: string;

                /** Introduction enterprise. */
                enterprise: string;

                /** Introduction vehicleClass. */
                vehicleClass: string;

                /**
                 * Encodes the specified Introduction message. Does not implicitly {@link tizheng.partial.v1.Introduction.verify|verify} messages.
                 * @param message Introduction message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.partial.v1.Introduction.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Introduction message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.partial.v1.Introduction & tizheng.partial.v1.Introduction.$Shape} Introduction
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.partial.v1.Introduction & tizheng.partial.v1.Introduction.$Shape;
            }

            namespace Introduction {

                /** Properties of an Introduction. */
                interface $Properties {

                    /** Introduction driverKey */
                    driverKey?: (number|Long);

                    /** Introduction subjectKey */
                    subjectKey?: (number|Long);

                    /** Introduction region */
                    region?: string;

                    /** Introduction enterprise */
                    enterprise?: string;

                    /** Introduction vehicleClass */
                    vehicleClass?: string;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Introduction. */
                type $Shape = tizheng.partial.v1.Introduction.$Properties;
            }

            /**
             * Properties of a RulesChange.
             * @deprecated Use tizheng.partial.v1.RulesChange.$Properties instead.
             */
            interface IRulesChange extends tizheng.partial.v1.RulesChange.$Properties {
            }

            /** Represents a RulesChange. */
            class RulesChange {

                /**
                 * Constructs a new RulesChange.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.partial.v1.RulesChange.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** RulesChange registryOffset. */
                registryOffset: (number|Long);

                /** RulesChange json. */
                json: string;

                /**
                 * Encodes the specified RulesChange message. Does not implicitly {@link tizheng.partial.v1.RulesChange.verify|verify} messages.
                 * @param message RulesChange message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.partial.v1.RulesChange.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a RulesChange message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.partial.v1.RulesChange & tizheng.partial.v1.RulesChange.$Shape} RulesChange
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.partial.v1.RulesChange & tizheng.partial.v1.RulesChange.$Shape;
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
                type $Shape = tizheng.partial.v1.RulesChange.$Properties;
            }

            /**
             * Properties of a DriverSample.
             * @deprecated Use tizheng.partial.v1.DriverSample.$Properties instead.
             */
            interface IDriverSample extends tizheng.partial.v1.DriverSample.$Properties {
            }

            /** Represents a DriverSample. */
            class DriverSample {

                /**
                 * Constructs a new DriverSample.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.partial.v1.DriverSample.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** DriverSample driverKey. */
                driverKey: (number|Long);

                /** DriverSample subjectKey. */
                subjectKey: (number|Long);

                /** DriverSample eventTimeMs. */
                eventTimeMs: (number|Long);

                /** DriverSample latitudeE7. */
                latitudeE7: (number|null);

                /** DriverSample longitudeE7. */
                longitudeE7: (number|null);

                /** DriverSample speedDkmh. */
                speedDkmh: (number|null);

                /** DriverSample flags. */
                flags: number;

                /** DriverSample inputOffset. */
                inputOffset: (number|Long);

                /** DriverSample released. */
                released: boolean;

                /** DriverSample sequence. */
                sequence: (number|Long);

                /** DriverSample vehicleClass. */
                vehicleClass: string;

                /** DriverSample retracted. */
                retracted: boolean;

                /** DriverSample statusFlag. */
                statusFlag: number;

                /**
                 * Encodes the specified DriverSample message. Does not implicitly {@link tizheng.partial.v1.DriverSample.verify|verify} messages.
                 * @param message DriverSample message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.partial.v1.DriverSample.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a DriverSample message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.partial.v1.DriverSample & tizheng.partial.v1.DriverSample.$Shape} DriverSample
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.partial.v1.DriverSample & tizheng.partial.v1.DriverSample.$Shape;
            }

            namespace DriverSample {

                /** Properties of a DriverSample. */
                interface $Properties {

                    /** DriverSample driverKey */
                    driverKey?: (number|Long);

                    /** DriverSample subjectKey */
                    subjectKey?: (number|Long);

                    /** DriverSample eventTimeMs */
                    eventTimeMs?: (number|Long);

                    /** DriverSample latitudeE7 */
                    latitudeE7?: (number|null);

                    /** DriverSample longitudeE7 */
                    longitudeE7?: (number|null);

                    /** DriverSample speedDkmh */
                    speedDkmh?: (number|null);

                    /** DriverSample flags */
                    flags?: number;

                    /** DriverSample inputOffset */
                    inputOffset?: (number|Long);

                    /** DriverSample released */
                    released?: boolean;

                    /** DriverSample sequence */
                    sequence?: (number|Long);

                    /** DriverSample vehicleClass */
                    vehicleClass?: string;

                    /** DriverSample retracted */
                    retracted?: boolean;

                    /** DriverSample statusFlag */
                    statusFlag?: number;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a DriverSample. */
                type $Shape = tizheng.partial.v1.DriverSample.$Properties;
            }
        }
    }
}
