import * as $protobuf from "protobufjs";
import type Long from "long";

/** Namespace tizheng. */
export namespace tizheng {

    /** Namespace audit. */
    namespace audit {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of an AuditLink.
             * @deprecated Use tizheng.audit.v1.AuditLink.$Properties instead.
             */
            interface IAuditLink extends tizheng.audit.v1.AuditLink.$Properties {
            }

            /** Represents an AuditLink. */
            class AuditLink {

                /**
                 * Constructs a new AuditLink.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.audit.v1.AuditLink.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** AuditLink previous. */
                previous: Uint8Array;

                /** AuditLink hash. */
                hash: Uint8Array;

                /** AuditLink record. */
                record: Uint8Array;

                /**
                 * Encodes the specified AuditLink message. Does not implicitly {@link tizheng.audit.v1.AuditLink.verify|verify} messages.
                 * @param message AuditLink message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.audit.v1.AuditLink.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an AuditLink message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.audit.v1.AuditLink & tizheng.audit.v1.AuditLink.$Shape} AuditLink
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.audit.v1.AuditLink & tizheng.audit.v1.AuditLink.$Shape;
            }

            namespace AuditLink {

                /** Properties of an AuditLink. */
                interface $Properties {

                    /** AuditLink previous */
                    previous?: Uint8Array;

                    /** AuditLink hash */
                    hash?: Uint8Array;

                    /** AuditLink record */
                    record?: Uint8Array;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an AuditLink. */
                type $Shape = tizheng.audit.v1.AuditLink.$Properties;
            }
        }
    }
}
