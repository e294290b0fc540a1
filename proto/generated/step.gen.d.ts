import * as $protobuf from "protobufjs";
import type Long from "long";

/** Namespace tizheng. */
export namespace tizheng {

    /** Namespace step. */
    namespace step {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of a LoopStep.
             * @deprecated Use tizheng.step.v1.LoopStep.$Properties instead.
             */
            interface ILoopStep extends tizheng.step.v1.LoopStep.$Properties {
            }

            /** Represents a LoopStep. */
            class LoopStep {

                /**
                 * Constructs a new LoopStep.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.step.v1.LoopStep.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** LoopStep stepId. */
                stepId: string;

                /** LoopStep alertId. */
                alertId: string;

                /** LoopStep subjectKey. */
                subjectKey: (number|Long);

                /** LoopStep alertType. */
                alertType: string;

                /** LoopStep atMs. */
                atMs: (number|Long);

                /** LoopStep kind. */
                kind: string;

                /** LoopStep bodyJson. */
                bodyJson: string;

                /**
                 * Encodes the specified LoopStep message. Does not implicitly {@link tizheng.step.v1.LoopStep.verify|verify} messages.
                 * @param message LoopStep message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.step.v1.LoopStep.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a LoopStep message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.step.v1.LoopStep & tizheng.step.v1.LoopStep.$Shape} LoopStep
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.step.v1.LoopStep & tizheng.step.v1.LoopStep.$Shape;
            }

            namespace LoopStep {

                /** Properties of a LoopStep. */
                interface $Properties {

                    /** LoopStep stepId */
                    stepId?: string;

                    /** LoopStep alertId */
                    alertId?: string;

                    /** LoopStep subjectKey */
                    subjectKey?: (number|Long);

                    /** LoopStep alertType */
                    alertType?: string;

                    /** LoopStep atMs */
                    atMs?: (number|Long);

                    /** LoopStep kind */
                    kind?: string;

                    /** LoopStep bodyJson */
                    bodyJson?: string;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a LoopStep. */
                type $Shape = tizheng.step.v1.LoopStep.$Properties;
            }
        }
    }
}
