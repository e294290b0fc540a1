import * as $protobuf from "protobufjs";
import type Long from "long";

/** Namespace tizheng. */
export namespace tizheng {

    /** Namespace seal. */
    namespace seal {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of a SealEvent.
             * @deprecated Use tizheng.seal.v1.SealEvent.$Properties instead.
             */
            interface ISealEvent extends tizheng.seal.v1.SealEvent.$Properties {
            }

            /** Represents a SealEvent. */
            class SealEvent {

                /**
                 * Constructs a new SealEvent.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.seal.v1.SealEvent.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SealEvent sealId. */
                sealId: string;

                /** SealEvent step. */
                step: string;

                /** SealEvent atMs. */
                atMs: (number|Long);

                /** SealEvent bodyJson. */
                bodyJson: string;

                /**
                 * Encodes the specified SealEvent message. Does not implicitly {@link tizheng.seal.v1.SealEvent.verify|verify} messages.
                 * @param message SealEvent message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.seal.v1.SealEvent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SealEvent message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.seal.v1.SealEvent & tizheng.seal.v1.SealEvent.$Shape} SealEvent
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.seal.v1.SealEvent & tizheng.seal.v1.SealEvent.$Shape;
            }

            namespace SealEvent {

                /** Properties of a SealEvent. */
                interface $Properties {

                    /** SealEvent sealId */
                    sealId?: string;

                    /** SealEvent step */
                    step?: string;

                    /** SealEvent atMs */
                    atMs?: (number|Long);

                    /** SealEvent bodyJson */
                    bodyJson?: string;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SealEvent. */
                type $Shape = tizheng.seal.v1.SealEvent.$Properties;
            }
        }
    }
}
