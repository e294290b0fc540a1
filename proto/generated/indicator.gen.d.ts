import * as $protobuf from "protobufjs";
import type Long from "long";

/** Namespace tizheng. */
export namespace tizheng {

    /** Namespace indicator. */
    namespace indicator {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of a WindowPart.
             * @deprecated Use tizheng.indicator.v1.WindowPart.$Properties instead.
             */
            interface IWindowPart extends tizheng.indicator.v1.WindowPart.$Properties {
            }

            /** Represents a WindowPart. */
            class WindowPart {

                /**
                 * Constructs a new WindowPart.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.indicator.v1.WindowPart.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** WindowPart task. */
                task: string;

                /** WindowPart epoch. */
                epoch: number;

                /** WindowPart number. */
                number: (number|Long);

                /** WindowPart source. */
                source: number;

                /** WindowPart tickMs. */
                tickMs: (number|Long);

                /** WindowPart mark. */
                mark: (tizheng.indicator.v1.Mark|null);

                /** WindowPart delta. */
                delta: (tizheng.indicator.v1.Delta|null);

                /** WindowPart rules. */
                rules: (tizheng.indicator.v1.RulesChange|null);

                /** WindowPart risk. */
                risk: (tizheng.indicator.v1.RiskFact|null);

                /** WindowPart body. */
                body?: ("mark"|"delta"|"rules"|"risk");

                /**
                 * Encodes the specified WindowPart message. Does not implicitly {@link tizheng.indicator.v1.WindowPart.verify|verify} messages.
                 * @param message WindowPart message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.indicator.v1.WindowPart.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a WindowPart message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.indicator.v1.WindowPart & tizheng.indicator.v1.WindowPart.$Shape} WindowPart
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.indicator.v1.WindowPart & tizheng.indicator.v1.WindowPart.$Shape;
            }

            namespace WindowPart {

                /** Properties of a WindowPart. */
                interface $Properties {

                    /** WindowPart task */
                    task?: string;

                    /** WindowPart epoch */
                    epoch?: number;

                    /** WindowPart number */
                    number?: (number|Long);

                    /** WindowPart source */
                    source?: number;

                    /** WindowPart tickMs */
                    tickMs?: (number|Long);

                    /** WindowPart mark */
                    mark?: (tizheng.indicator.v1.Mark.$Properties|null);

                    /** WindowPart delta */
                    delta?: (tizheng.indicator.v1.Delta.$Properties|null);

                    /** WindowPart rules */
                    rules?: (tizheng.indicator.v1.RulesChange.$Properties|null);

                    /** WindowPart risk */
                    risk?: (tizheng.indicator.v1.RiskFact.$Properties|null);

                    /** WindowPart body */
                    body?: ("mark"|"delta"|"rules"|"risk");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of a WindowPart. */
                type $Shape = {
                  task?: string;
                  epoch?: number;
                  number?: number|Long;
                  source?: number;
                  tickMs?: number|Long;
                  mark?: tizheng.indicator.v1.Mark.$Shape|null;
                  delta?: tizheng.indicator.v1.Delta.$Shape|null;
                  rules?: tizheng.indicator.v1.RulesChange.$Shape|null;
                  risk?: tizheng.indicator.v1.RiskFact.$Shape|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ body?: undefined; mark?: null; delta?: null; rules?: null; risk?: null }|{ body?: "mark"; mark: tizheng.indicator.v1.Mark.$Shape; delta?: null; rules?: null; risk?: null }|{ body?: "delta"; mark?: null; delta: tizheng.indicator.v1.Delta.$Shape; rules?: null; risk?: null }|{ body?: "rules"; mark?: null; delta?: null; rules: tizheng.indicator.v1.RulesChange.$Shape; risk?: null }|{ body?: "risk"; mark?: null; delta?: null; rules?: null; risk: tizheng.indicator.v1.RiskFact.$Shape })
                );
            }

            /**
             * Properties of a Mark.
             * @deprecated Use tizheng.indicator.v1.Mark.$Properties instead.
             */
            interface IMark extends tizheng.indicator.v1.Mark.$Properties {
            }

            /** Represents a Mark. */
            class Mark {

                /**
                 * Constructs a new Mark.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.indicator.v1.Mark.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /**
                 * Encodes the specified Mark message. Does not implicitly {@link tizheng.indicator.v1.Mark.verify|verify} messages.
                 * @param message Mark message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.indicator.v1.Mark.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Mark message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.indicator.v1.Mark & tizheng.indicator.v1.Mark.$Shape} Mark
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.indicator.v1.Mark & tizheng.indicator.v1.Mark.$Shape;
            }

            namespace Mark {

                /** Properties of a Mark. */
                interface $Properties {

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Mark. */
                type $Shape = tizheng.indicator.v1.Mark.$Properties;
            }

            /**
             * Properties of a RiskFact.
             * @deprecated Use tizheng.indicator.v1.RiskFact.$Properties instead.
             */
            interface IRiskFact extends tizheng.indicator.v1.RiskFact.$Properties {
            }

            /** Represents a RiskFact. */
            class RiskFact {

                /**
                 * Constructs a new RiskFact.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.indicator.v1.RiskFact.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** RiskFact json. */
                json: string;

                /**
                 * Encodes the specified RiskFact message. Does not implicitly {@link tizheng.indicator.v1.RiskFact.verify|verify} messages.
                 * @param message RiskFact message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.indicator.v1.RiskFact.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a RiskFact message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.indicator.v1.RiskFact & tizheng.indicator.v1.RiskFact.$Shape} RiskFact
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.indicator.v1.RiskFact & tizheng.indicator.v1.RiskFact.$Shape;
            }

            namespace RiskFact {

                /** Properties of a RiskFact. */
                interface $Properties {

                    /** RiskFact json */
                    json?: string;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a RiskFact. */
                type $Shape = tizheng.indicator.v1.RiskFact.$Properties;
            }

            /**
             * Properties of a RulesChange.
             * @deprecated Use tizheng.indicator.v1.RulesChange.$Properties instead.
             */
            interface IRulesChange extends tizheng.indicator.v1.RulesChange.$Properties {
            }

            /** Represents a RulesChange. */
            class RulesChange {

                /**
                 * Constructs a new RulesChange.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.indicator.v1.RulesChange.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** RulesChange registryOffset. */
                registryOffset: (number|Long);

                /** RulesChange json. */
                json: string;

                /**
                 * Encodes the specified RulesChange message. Does not implicitly {@link tizheng.indicator.v1.RulesChange.verify|verify} messages.
                 * @param message RulesChange message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.indicator.v1.RulesChange.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a RulesChange message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.indicator.v1.RulesChange & tizheng.indicator.v1.RulesChange.$Shape} RulesChange
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.indicator.v1.RulesChange & tizheng.indicator.v1.RulesChange.$Shape;
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
                type $Shape = tizheng.indicator.v1.RulesChange.$Properties;
            }

            /**
             * Properties of a Delta.
             * @deprecated Use tizheng.indicator.v1.Delta.$Properties instead.
             */
            interface IDelta extends tizheng.indicator.v1.Delta.$Properties {
            }

            /** Represents a Delta. */
            class Delta {

                /**
                 * Constructs a new Delta.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.indicator.v1.Delta.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Delta measure. */
                measure: string;

                /** Delta scopeKind. */
                scopeKind: string;

                /** Delta scopeId. */
                scopeId: string;

                /** Delta windowStartMs. */
                windowStartMs: (number|Long);

                /** Delta windowMs. */
                windowMs: (number|Long);

                /** Delta sums. */
                sums: (number|Long)[];

                /**
                 * Encodes the specified Delta message. Does not implicitly {@link tizheng.indicator.v1.Delta.verify|verify} messages.
                 * @param message Delta message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.indicator.v1.Delta.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Delta message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.indicator.v1.Delta & tizheng.indicator.v1.Delta.$Shape} Delta
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.indicator.v1.Delta & tizheng.indicator.v1.Delta.$Shape;
            }

            namespace Delta {

                /** Properties of a Delta. */
                interface $Properties {

                    /** Delta measure */
                    measure?: string;

                    /** Delta scopeKind */
                    scopeKind?: string;

                    /** Delta scopeId */
                    scopeId?: string;

                    /** Delta windowStartMs */
                    windowStartMs?: (number|Long);

                    /** Delta windowMs */
                    windowMs?: (number|Long);

                    /** Delta sums */
                    sums?: (number|Long)[];

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Delta. */
                type $Shape = tizheng.indicator.v1.Delta.$Properties;
            }

            /**
             * Properties of an IndicatorValue.
             * @deprecated Use tizheng.indicator.v1.IndicatorValue.$Properties instead.
             */
            interface IIndicatorValue extends tizheng.indicator.v1.IndicatorValue.$Properties {
            }

            /** Represents an IndicatorValue. */
            class IndicatorValue {

                /**
                 * Constructs a new IndicatorValue.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.indicator.v1.IndicatorValue.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** IndicatorValue task. */
                task: string;

                /** IndicatorValue epoch. */
                epoch: number;

                /** IndicatorValue number. */
                number: (number|Long);

                /** IndicatorValue indicatorId. */
                indicatorId: string;

                /** IndicatorValue definitionVersion. */
                definitionVersion: number;

                /** IndicatorValue scopeKind. */
                scopeKind: string;

                /** IndicatorValue scopeId. */
                scopeId: string;

                /** IndicatorValue windowStartMs. */
                windowStartMs: (number|Long);

                /** IndicatorValue windowEndMs. */
                windowEndMs: (number|Long);

                /** IndicatorValue phase. */
                phase: string;

                /** IndicatorValue version. */
                version: number;

                /** IndicatorValue numerator. */
                numerator: (number|Long);

                /** IndicatorValue denominator. */
                denominator: (number|Long);

                /** IndicatorValue value. */
                value: (number|null);

                /** IndicatorValue samples. */
                samples: (number|Long);

                /** IndicatorValue coverage. */
                coverage: (number|null);

                /** IndicatorValue tickMs. */
                tickMs: (number|Long);

                /**
                 * Encodes the specified IndicatorValue message. Does not implicitly {@link tizheng.indicator.v1.IndicatorValue.verify|verify} messages.
                 * @param message IndicatorValue message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.indicator.v1.IndicatorValue.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an IndicatorValue message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.indicator.v1.IndicatorValue & tizheng.indicator.v1.IndicatorValue.$Shape} IndicatorValue
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.indicator.v1.IndicatorValue & tizheng.indicator.v1.IndicatorValue.$Shape;
            }

            namespace IndicatorValue {

                /** Properties of an IndicatorValue. */
                interface $Properties {

                    /** IndicatorValue task */
                    task?: string;

                    /** IndicatorValue epoch */
                    epoch?: number;

                    /** IndicatorValue number */
                    number?: (number|Long);

                    /** IndicatorValue indicatorId */
                    indicatorId?: string;

                    /** IndicatorValue definitionVersion */
                    definitionVersion?: number;

                    /** IndicatorValue scopeKind */
                    scopeKind?: string;

                    /** IndicatorValue scopeId */
                    scopeId?: string;

                    /** IndicatorValue windowStartMs */
                    windowStartMs?: (number|Long);

                    /** IndicatorValue windowEndMs */
                    windowEndMs?: (number|Long);

                    /** IndicatorValue phase */
                    phase?: string;

                    /** IndicatorValue version */
                    version?: number;

                    /** IndicatorValue numerator */
                    numerator?: (number|Long);

                    /** IndicatorValue denominator */
                    denominator?: (number|Long);

                    /** IndicatorValue value */
                    value?: (number|null);

                    /** IndicatorValue samples */
                    samples?: (number|Long);

                    /** IndicatorValue coverage */
                    coverage?: (number|null);

                    /** IndicatorValue tickMs */
                    tickMs?: (number|Long);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an IndicatorValue. */
                type $Shape = tizheng.indicator.v1.IndicatorValue.$Properties;
            }

            /**
             * Properties of a RiskRecord.
             * @deprecated Use tizheng.indicator.v1.RiskRecord.$Properties instead.
             */
            interface IRiskRecord extends tizheng.indicator.v1.RiskRecord.$Properties {
            }

            /** Represents a RiskRecord. */
            class RiskRecord {

                /**
                 * Constructs a new RiskRecord.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.indicator.v1.RiskRecord.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** RiskRecord task. */
                task: string;

                /** RiskRecord epoch. */
                epoch: number;

                /** RiskRecord number. */
                number: (number|Long);

                /** RiskRecord kind. */
                kind: string;

                /** RiskRecord id. */
                id: string;

                /** RiskRecord formula. */
                formula: number;

                /** RiskRecord version. */
                version: number;

                /** RiskRecord asOfMs. */
                asOfMs: (number|Long);

                /** RiskRecord json. */
                json: string;

                /**
                 * Encodes the specified RiskRecord message. Does not implicitly {@link tizheng.indicator.v1.RiskRecord.verify|verify} messages.
                 * @param message RiskRecord message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.indicator.v1.RiskRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a RiskRecord message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.indicator.v1.RiskRecord & tizheng.indicator.v1.RiskRecord.$Shape} RiskRecord
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.indicator.v1.RiskRecord & tizheng.indicator.v1.RiskRecord.$Shape;
            }

            namespace RiskRecord {

                /** Properties of a RiskRecord. */
                interface $Properties {

                    /** RiskRecord task */
                    task?: string;

                    /** RiskRecord epoch */
                    epoch?: number;

                    /** RiskRecord number */
                    number?: (number|Long);

                    /** RiskRecord kind */
                    kind?: string;

                    /** RiskRecord id */
                    id?: string;

                    /** RiskRecord formula */
                    formula?: number;

                    /** RiskRecord version */
                    version?: number;

                    /** RiskRecord asOfMs */
                    asOfMs?: (number|Long);

                    /** RiskRecord json */
                    json?: string;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a RiskRecord. */
                type $Shape = tizheng.indicator.v1.RiskRecord.$Properties;
            }
        }
    }
}
